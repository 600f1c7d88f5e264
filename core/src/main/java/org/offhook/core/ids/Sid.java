package org.offhook.core.ids;

import java.util.Optional;

/// The name of a resource: two capital letters and 32 lower-case hexadecimal digits, such as `CA` + 32 digits.
public record Sid(String value) implements Comparable<Sid> {

    private static final int LENGTH = 34;

    public Sid {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a SID: " + value);
        }
    }

    /// The Sid in `text`, or nothing when it is not one.
    public static Optional<Sid> parse(String text) {
        return isValid(text) ? Optional.of(new Sid(text)) : Optional.empty();
    }

    /// The Sid in `text` when it is one of the given type.
    public static Optional<Sid> parse(SidType type, String text) {
        return parse(text).filter(sid -> sid.is(type));
    }

    public boolean is(SidType type) {
        return value.startsWith(type.prefix());
    }

    @Override
    public int compareTo(Sid other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isValid(String text) {
        if (text.length() != LENGTH || !isCapital(text.charAt(0)) || !isCapital(text.charAt(1))) {
            return false;
        }
        for (int i = 2; i < LENGTH; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
