package org.offhook.adapters.streams;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;
import org.jspecify.annotations.Nullable;

/// Puts text messages together from their frames (RFC 6455 §5.4).
final class TextMessages {

    private final int longest;
    private byte[] begun = {};

    /// @param longest bytes in one message
    TextMessages(int longest) {
        this.longest = longest;
    }

    /// @return the message that is complete with this frame; null for none
    @Nullable
    String take(Frame frame) {
        ByteBuffer payload = frame.getPayload();
        int there = frame.getOpCode() == OpCode.TEXT ? 0 : begun.length;
        if (there + payload.remaining() > longest) {
            throw new MessageTooLargeException("a message of more than " + longest + " bytes");
        }
        if (frame.isFin() && there == 0) {
            return text(payload.slice());
        }
        ByteBuffer joined = ByteBuffer.allocate(there + payload.remaining());
        joined.put(begun, 0, there).put(payload.slice()).flip();
        begun = frame.isFin() ? new byte[0] : joined.array();
        return frame.isFin() ? text(joined) : null;
    }

    private static String text(ByteBuffer utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException notText) {
            throw new BadPayloadException("a text message that is not UTF-8", notText);
        }
    }
}
