package org.offhook.protocols.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads one JSON text (RFC 8259), strictly.
public final class JsonReader {

    /// Deeper ones are refused: whoever sends them wants our stack.
    static final int DEEPEST = 32;

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /// @return nothing when it is not JSON, or too deep
    public static Optional<Json> read(String text) {
        JsonReader reader = new JsonReader(text);
        try {
            Json value = reader.value(0);
            reader.blanks();
            return reader.at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (Malformed | StringIndexOutOfBoundsException malformed) {
            return Optional.empty();
        }
    }

    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Malformed() {
            super(null, null, false, false);
        }
    }

    private Json value(int depth) {
        if (depth > DEEPEST) {
            throw new Malformed();
        }
        blanks();
        return switch (text.charAt(at)) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> new Json.Text(string());
            default -> word();
        };
    }

    private Json members(int depth) {
        Map<String, Json> values = new LinkedHashMap<>();
        at++;
        blanks();
        if (skip('}')) {
            return new Json.Members(values);
        }
        do {
            blanks();
            String name = string();
            blanks();
            need(':');
            if (values.put(name, value(depth + 1)) != null) {
                throw new Malformed(); // RFC 8259 §4: others may read the other one
            }
            blanks();
        } while (skip(','));
        need('}');
        return new Json.Members(values);
    }

    private Json items(int depth) {
        List<Json> values = new ArrayList<>();
        at++;
        blanks();
        if (skip(']')) {
            return new Json.Items(values);
        }
        do {
            values.add(value(depth + 1));
            blanks();
        } while (skip(','));
        need(']');
        return new Json.Items(values);
    }

    private Json word() {
        int from = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String written = text.substring(from, at);
        return switch (written) {
            case "true", "false", "null" -> new Json.Word(written);
            default -> {
                if (!NUMBER.matcher(written).matches()) {
                    throw new Malformed();
                }
                yield new Json.Word(written);
            }
        };
    }

    /// Most strings have no escapes and are cut out whole.
    private String string() {
        need('"');
        int from = at;
        while (true) {
            char c = text.charAt(at);
            if (c == '"') {
                return text.substring(from, at++);
            }
            if (c == '\\') {
                return escaped(new StringBuilder(text.substring(from, at)));
            }
            if (c < ' ') {
                throw new Malformed();
            }
            at++;
        }
    }

    private String escaped(StringBuilder so) {
        while (true) {
            char c = text.charAt(at++);
            if (c == '"') {
                return so.toString();
            }
            if (c < ' ') {
                throw new Malformed();
            }
            so.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() {
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new Malformed();
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(text.charAt(at++), 16);
            if (digit < 0) {
                throw new Malformed();
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean skip(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void need(char wanted) {
        if (!skip(wanted)) {
            throw new Malformed();
        }
    }
}
