package org.offhook.protocols.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a session description with the lines in the order of RFC 8866 §9 and CRLF ends.
public final class SdpWriter {
    private SdpWriter() {}

    public static String write(SessionDescription description) {
        StringBuilder out = new StringBuilder(256);
        Origin origin = description.origin();
        line(out, 'v', "0");
        line(
                out,
                'o',
                String.join(
                        " ",
                        origin.user(),
                        origin.sessionId(),
                        origin.version(),
                        "IN",
                        origin.addressType(),
                        origin.address()));
        line(out, 's', description.name());
        connection(out, description.connection());
        line(out, 't', "0 0");
        attributes(out, description.attributes());
        for (MediaSection section : description.media()) {
            line(
                    out,
                    'm',
                    section.kind() + " " + section.port() + " " + section.protocol() + " "
                            + String.join(" ", section.formats()));
            connection(out, section.connection());
            attributes(out, section.attributes());
        }
        return out.toString();
    }

    private static void connection(StringBuilder out, @Nullable Connection connection) {
        if (connection != null) {
            line(out, 'c', "IN " + connection.type() + " " + connection.address());
        }
    }

    private static void attributes(StringBuilder out, List<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            line(out, 'a', attribute.line());
        }
    }

    private static void line(StringBuilder out, char type, String value) {
        out.append(type).append('=').append(value).append("\r\n");
    }
}
