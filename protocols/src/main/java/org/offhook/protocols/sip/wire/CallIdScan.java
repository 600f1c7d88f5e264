package org.offhook.protocols.sip.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Finds the Call-ID in the bytes of a message without reading anything else, so that the message can be handed
/// to whom the Call-ID belongs.
public final class CallIdScan {

    private static final byte[] NAME = "call-id".getBytes(StandardCharsets.US_ASCII);

    private CallIdScan() {}

    /// The Call-ID; null when there is no such field.
    public static @Nullable String find(byte[] message) {
        for (int i = 0; i + 2 < message.length; i++) {
            if (message[i] == '\n') {
                if (message[i + 1] == '\r') {
                    return null;
                }
                int value = behindName(message, i + 1);
                if (value > 0) {
                    return value(message, value);
                }
            }
        }
        return null;
    }

    /// Where the value begins when the line at `from` is the field, else -1.
    private static int behindName(byte[] message, int from) {
        int at = from;
        if ((message[at] | 0x20) == 'i') {
            at++;
        } else {
            for (byte expected : NAME) {
                if (at >= message.length || (message[at] == '-' ? '-' : message[at] | 0x20) != expected) {
                    return -1;
                }
                at++;
            }
        }
        while (at < message.length && isSpace(message[at])) {
            at++;
        }
        return at < message.length && message[at] == ':' ? at + 1 : -1;
    }

    private static String value(byte[] message, int from) {
        int start = from;
        while (start < message.length && (isSpace(message[start]) || isFold(message, start))) {
            start++;
        }
        int end = start;
        while (end < message.length && message[end] != '\r' && message[end] != '\n') {
            end++;
        }
        while (end > start && isSpace(message[end - 1])) {
            end--;
        }
        return new String(message, start, end - start, StandardCharsets.UTF_8);
    }

    private static boolean isFold(byte[] message, int at) {
        return (message[at] == '\r' && at + 2 < message.length && message[at + 1] == '\n' && isSpace(message[at + 2]))
                || (message[at] == '\n' && at + 1 < message.length && isSpace(message[at + 1]));
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }
}
