package org.offhook.protocols.sdp;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An `m=` line with the lines that belong to it.
///
/// @param kind `audio`, `video`, `image`…
/// @param port 0–65535; 0 means the stream is refused or over
/// @param protocol `RTP/AVP`, `UDP/TLS/RTP/SAVPF`, `udptl`…
/// @param formats payload types as written, or names when the protocol is not RTP
/// @param connection overrides the session's for this stream
public record MediaSection(
        String kind,
        int port,
        String protocol,
        List<String> formats,
        @Nullable Connection connection,
        List<Attribute> attributes) {

    public MediaSection {
        formats = List.copyOf(formats);
        attributes = List.copyOf(attributes);
    }

    /// The value of the first attribute of this name.
    public Optional<String> attribute(String name) {
        return Attributes.value(attributes, name);
    }

    /// Says of this section that its stream is refused (RFC 3264 §6): same kind, protocol and formats, port 0.
    public MediaSection refused() {
        return new MediaSection(kind, 0, protocol, formats, null, List.of());
    }

    /// Whether the formats are RTP payload types.
    boolean isRtp() {
        return isRtp(protocol);
    }

    static boolean isRtp(String protocol) {
        return protocol.contains("RTP/");
    }
}
