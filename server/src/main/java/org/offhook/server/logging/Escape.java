package org.offhook.server.logging;

/// Keeps what strangers wrote (a From name, a header, a URL) from breaking a line of the log, colouring the
/// terminal or turning its text around: control characters, line separators and bidirectional controls become
/// escapes.
final class Escape {

    private Escape() {}

    /// The inside of a JSON string.
    static void json(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> plain(c, out);
            }
        }
    }

    /// Text on a terminal.
    static void text(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            plain(text.charAt(i), out);
        }
    }

    private static void plain(char c, StringBuilder out) {
        if (isHarmful(c)) {
            out.append('\\').append('u').append("%04x".formatted((int) c));
        } else {
            out.append(c);
        }
    }

    private static boolean isHarmful(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
