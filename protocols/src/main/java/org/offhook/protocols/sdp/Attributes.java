package org.offhook.protocols.sdp;

import java.util.List;
import java.util.Optional;

/// Look-ups in a list of attributes.
final class Attributes {
    private Attributes() {}

    static Optional<String> value(List<Attribute> attributes, String name) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return Optional.of(attribute.value());
            }
        }
        return Optional.empty();
    }

    static Optional<Direction> direction(List<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            Optional<Direction> direction = Direction.named(attribute.name());
            if (direction.isPresent()) {
                return direction;
            }
        }
        return Optional.empty();
    }
}
