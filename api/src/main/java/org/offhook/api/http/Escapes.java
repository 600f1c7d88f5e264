package org.offhook.api.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Percent-encoding (RFC 3986 §2.1).
final class Escapes {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String UNRESERVED_MARKS = "-._~";
    private static final int ESCAPE_LENGTH = 3;

    private Escapes() {}

    /// @param form whether `+` is a space
    static String decode(String text, boolean form) {
        if (text.indexOf('%') < 0) {
            return form ? text.replace('+', ' ') : text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '+' && form) {
                out.write(' ');
            } else if (isEscape(bytes, i)) {
                out.write((HexFormat.fromHexDigit(bytes[i + 1]) << 4) | HexFormat.fromHexDigit(bytes[i + 2]));
                i += ESCAPE_LENGTH - 1;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return bytes[at] == '%'
                && at + ESCAPE_LENGTH <= bytes.length
                && HexFormat.isHexDigit(bytes[at + 1])
                && HexFormat.isHexDigit(bytes[at + 2]);
    }

    static void encode(byte[] text, StringBuilder out) {
        for (byte b : text) {
            char c = (char) (b & 0xff);
            if (isUnreserved(c)) {
                out.append(c);
            } else {
                out.append('%');
                HEX.toHexDigits(out, b);
            }
        }
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || UNRESERVED_MARKS.indexOf(c) >= 0;
    }
}
