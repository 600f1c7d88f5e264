package org.offhook.core.siprec;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.offhook.core.ids.Sid;

/// Who talks with whom, as a recording server is told it (RFC 7865): a session with two participants, each of whom
/// sends
/// one of the streams and hears the other.
///
/// @param session    the recording session
/// @param call       the call that is recorded
/// @param far        who is at the far end: a URI
/// @param near       whom it talks with: a URI
/// @param labels     of the streams: that of the far end first; a call of which one side is recorded has one
/// @param farFirst   whether the first label is that of the far end
/// @param parameters of the customer's own, in an element of a namespace of ours
/// @param begun      when
public record Metadata(
        Sid session,
        Sid call,
        String far,
        String near,
        List<String> labels,
        boolean farFirst,
        Map<String, String> parameters,
        Instant begun) {

    /// Of the body's part (RFC 7866 §12.2).
    public static final String TYPE = "application/rs-metadata+xml";

    private static final String SPACE = "urn:ietf:params:xml:ns:recording:1";
    private static final String OURS = "urn:offhook:siprec";

    /// The document.
    public String xml() {
        String id = id(session, 0);
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.append("<recording xmlns=\"").append(SPACE).append("\">\n  <datamode>complete</datamode>\n");
        text.append("  <session session_id=\"").append(id).append("\">\n");
        text.append("    <start-time>").append(begun).append("</start-time>\n");
        extension(text);
        text.append("  </session>\n");
        participant(text, 1, far);
        participant(text, 2, near);
        for (int i = 0; i < labels.size(); i++) {
            text.append("  <stream stream_id=\"")
                    .append(id(session, 11 + i))
                    .append("\" session_id=\"")
                    .append(id);
            text.append("\">\n    <label>").append(labels.get(i)).append("</label>\n  </stream>\n");
        }
        associate(text, id, 1);
        associate(text, id, 2);
        flows(text, 1, farFirst);
        flows(text, 2, !farFirst);
        return text.append("</recording>\n").toString();
    }

    private void extension(StringBuilder text) {
        text.append("    <call xmlns=\"")
                .append(OURS)
                .append("\" sid=\"")
                .append(call)
                .append("\">\n");
        new TreeMap<>(parameters)
                .forEach((name, value) -> text.append("      <parameter name=\"")
                        .append(escaped(name))
                        .append("\">")
                        .append(escaped(value))
                        .append("</parameter>\n"));
        text.append("    </call>\n");
    }

    private void participant(StringBuilder text, int number, String uri) {
        text.append("  <participant participant_id=\"")
                .append(id(session, number))
                .append("\">\n");
        text.append("    <nameID aor=\"").append(escaped(uri)).append("\"/>\n  </participant>\n");
    }

    private void associate(StringBuilder text, String id, int number) {
        text.append("  <participantsessionassoc participant_id=\"").append(id(session, number));
        text.append("\" session_id=\"")
                .append(id)
                .append("\">\n    <associate-time>")
                .append(begun);
        text.append("</associate-time>\n  </participantsessionassoc>\n");
    }

    /// @param first whether the participant is the one who is heard on the first stream
    private void flows(StringBuilder text, int number, boolean first) {
        text.append("  <participantstreamassoc participant_id=\"")
                .append(id(session, number))
                .append("\">\n");
        for (int i = 0; i < labels.size(); i++) {
            String element = (i == 0) == first ? "send" : "recv";
            text.append("    <").append(element).append('>').append(id(session, 11 + i));
            text.append("</").append(element).append(">\n");
        }
        text.append("  </participantstreamassoc>\n");
    }

    /// 128 bits in base64 (RFC 7865 §5.1), the same for the same thing of the same session.
    private static String id(Sid session, int which) {
        byte[] bytes = HexFormat.of().parseHex(session.value().substring(2));
        bytes[15] ^= (byte) which;
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// What XML 1.0 cannot hold is left out.
    private static String escaped(String text) {
        return text.replaceAll("[^\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
