package org.offhook.protocols.twiml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An element with its attributes in document order and its content. Comments and processing instructions are
/// gone; names are as written (contract §23, T19: case-sensitive), prefixes kept (`xml:lang`).
public record Element(String name, Map<String, String> attributes, List<Node> content) implements Node {

    public Element {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        content = List.copyOf(content);
    }

    public @Nullable String attribute(String attribute) {
        return attributes.get(attribute);
    }

    /// The elements directly inside.
    public List<Element> elements() {
        return content.stream()
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    /// The text directly inside, without that of inner elements, stripped.
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Node node : content) {
            if (node instanceof Text(String some)) {
                text.append(some);
            }
        }
        return text.toString().strip();
    }
}
