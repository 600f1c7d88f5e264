package org.offhook.protocols.sip.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Percent escapes of URIs (RFC 3261 §19.1.2) and backslash escapes of quoted strings (§25.1).
public final class Escapes {

    private static final String HEX = "0123456789ABCDEF";

    private Escapes() {}

    /// Resolves `%XX` once: what an escape yields is never read as an escape again. A `%` that begins no escape
    /// stays.
    public static String unescape(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Chars.hex(bytes[i + 1]) : -1;
            int low = high < 0 ? -1 : Chars.hex(bytes[i + 2]);
            if (low < 0) {
                out.write(bytes[i]);
            } else {
                out.write(high << 4 | low);
                i += 2;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /// Escapes every byte of `text` that is not of `kinds`.
    public static String escape(String text, int kinds) {
        if (Chars.all(kinds, text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (Chars.is(kinds, b)) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return out.toString();
    }

    /// Appends `text` as a quoted string. Line ends cannot be quoted (§25.1) and become spaces.
    public static StringBuilder quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n') {
                out.append(' ');
            } else {
                if (c == '"' || c == '\\' || (c < ' ' && c != '\t') || c == 0x7f) {
                    out.append('\\');
                }
                out.append(c);
            }
        }
        return out.append('"');
    }
}
