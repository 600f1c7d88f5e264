package org.offhook.core.signalling.message;

import java.nio.charset.StandardCharsets;
import org.offhook.core.siprec.Metadata;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;

/// The INVITE of a recording session (RFC 7866 §6.1, §7.1): it says what it is, and its body has two parts.
public final class RecordingBody {

    /// What the Contact of its client says.
    public static final String FEATURE = ";+sip.src";

    private static final String OPTION = "siprec";
    /// No line of a description or of XML begins so.
    private static final String BOUNDARY = "offhook-recording-session";

    private RecordingBody() {}

    /// Says which body follows, and that who does not understand it is to refuse.
    public static void type(Headers.Builder headers) {
        headers.add(HeaderName.REQUIRE, OPTION).add(HeaderName.CONTENT_TYPE, "multipart/mixed;boundary=" + BOUNDARY);
    }

    /// @param description of the streams
    /// @param metadata    as [Metadata#xml] writes it
    public static Body of(Body description, String metadata) {
        String text = part("application/sdp", "") + description.text() + "\r\n"
                + part(Metadata.TYPE, "Content-Disposition: recording-session\r\n") + metadata.replace("\n", "\r\n")
                + "\r\n--" + BOUNDARY + "--\r\n";
        return Body.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String part(String type, String more) {
        return "--" + BOUNDARY + "\r\nContent-Type: " + type + "\r\n" + more + "\r\n";
    }
}
