package org.offhook.protocols.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON value.
public sealed interface Json {

    /// An object; of a name that stands twice, the last value.
    record Members(Map<String, Json> values) implements Json {

        /// The text at a path of names; null when there is none.
        public @Nullable String text(String... path) {
            Json here = this;
            for (String name : path) {
                here = here instanceof Members(Map<String, Json> inner) ? inner.get(name) : null;
            }
            return here instanceof Text(String value) ? value : null;
        }
    }

    record Items(List<Json> values) implements Json {}

    record Text(String value) implements Json {}

    /// A number, `true`, `false` or `null`, as written.
    record Word(String written) implements Json {}

    /// Text as JSON writes it, with its quotes.
    static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
