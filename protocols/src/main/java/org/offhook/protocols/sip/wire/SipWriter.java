package org.offhook.protocols.sip.wire;

import java.nio.charset.StandardCharsets;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.text.ByteBuilder;

/// Writes messages as bytes, in long header forms, with a Content-Length that is right. Owned by one loop: it
/// reuses its working space.
public final class SipWriter {

    private static final byte[] CONTENT_LENGTH = "Content-Length: ".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuilder out = new ByteBuilder(2048);

    /// The whole message.
    public byte[] write(SipMessage message) {
        out.clear();
        message.appendStartLineTo(out);
        out.append('\r').append('\n');
        Headers headers = message.headers();
        for (int i = 0; i < headers.size(); i++) {
            headers.get(i).appendTo(out);
        }
        out.append(CONTENT_LENGTH).append(message.body().length());
        out.append('\r').append('\n').append('\r').append('\n');
        message.body().appendTo(out);
        return out.toBytes();
    }
}
