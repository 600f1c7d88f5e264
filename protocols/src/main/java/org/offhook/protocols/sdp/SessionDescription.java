package org.offhook.protocols.sdp;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A whole session description. Lines that offer/answer does not use (`i=`, `u=`, `b=`, `k=`, `r=`…) are read
/// over.
public record SessionDescription(
        Origin origin,
        String name,
        @Nullable Connection connection,
        List<Attribute> attributes,
        List<MediaSection> media) {

    public SessionDescription {
        attributes = List.copyOf(attributes);
        media = List.copyOf(media);
    }

    /// Where the stream is to be sent: the section's own `c=` or the session's.
    public Optional<Connection> connectionOf(MediaSection section) {
        return Optional.ofNullable(section.connection()).or(() -> Optional.ofNullable(connection));
    }

    /// The stream's direction: its own attribute, else the session's, else `sendrecv` (RFC 8866 §6.7).
    public Direction directionOf(MediaSection section) {
        return Attributes.direction(section.attributes())
                .or(() -> Attributes.direction(attributes))
                .orElse(Direction.SENDRECV);
    }

    /// The session with the same content and another version in its origin.
    public SessionDescription withOrigin(Origin changed) {
        return new SessionDescription(changed, name, connection, attributes, media);
    }
}
