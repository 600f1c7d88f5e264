package org.offhook.protocols.sip;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.text.Chars;
import org.offhook.protocols.sip.text.Cursor;
import org.offhook.protocols.sip.text.Escapes;

/// Parameters behind a semicolon, in the order they came: of a header field (`;tag=x`) or of a URI
/// (`;transport=tcp`). Names are compared without regard to case; of a repeated name the first counts.
public final class Params {

    /// Parameters of one address or field; with more it is malformed. Looking for one among many costs time,
    /// comparing two addresses costs the square of it.
    public static final int MOST = 100;

    /// No parameters.
    public static final Params NONE = new Params(new String[0]);

    /// Name, value, name, value…; a parameter without `=` has a null value.
    private final @Nullable String[] pairs;

    private Params(@Nullable String[] pairs) {
        this.pairs = pairs;
    }

    /// Reads all parameters of a header field at the cursor (`generic-param`); [#NONE] when none follow, null
    /// when they are malformed.
    public static @Nullable Params read(Cursor in) {
        @Nullable String[] pairs = null;
        int count = 0;
        while (in.eatSeparator(';')) {
            String name = in.parameterName();
            if (name == null || count == MOST) {
                return null;
            }
            String value = null;
            if (in.eatSeparator('=')) {
                value = in.peek() == '"' ? in.quoted() : in.run(Chars.PARAM_VALUE);
                if (value == null) {
                    return null;
                }
            }
            pairs = put(pairs, count++, name, value);
        }
        return of(pairs, count);
    }

    /// Reads the parameters of a URI at the cursor (`uri-parameters`); escapes are kept as they are.
    static @Nullable Params readOfUri(Cursor in) {
        @Nullable String[] pairs = null;
        int count = 0;
        while (in.eat(';')) {
            String name = in.escapedRun(Chars.URI_PARAM);
            if (name == null || name.isEmpty() || count == MOST) {
                return null;
            }
            String value = null;
            if (in.eat('=')) {
                value = in.escapedRun(Chars.URI_PARAM);
                if (value == null) {
                    return null;
                }
            }
            pairs = put(pairs, count++, name, value);
        }
        return of(pairs, count);
    }

    private static @Nullable String[] put(
            @Nullable String @Nullable [] pairs, int index, String name, @Nullable String value) {
        @Nullable String[] room = pairs == null ? new String[4] : pairs;
        if (index * 2 == room.length) {
            room = Arrays.copyOf(room, room.length * 2);
        }
        room[index * 2] = name;
        room[index * 2 + 1] = value;
        return room;
    }

    private static Params of(@Nullable String @Nullable [] pairs, int count) {
        if (pairs == null) {
            return NONE;
        }
        return new Params(pairs.length == count * 2 ? pairs : Arrays.copyOf(pairs, count * 2));
    }

    public boolean isEmpty() {
        return pairs.length == 0;
    }

    public int size() {
        return pairs.length / 2;
    }

    public String name(int index) {
        return Objects.requireNonNull(pairs[index * 2]);
    }

    /// The value at `index`, null for a parameter without one.
    public @Nullable String value(int index) {
        return pairs[index * 2 + 1];
    }

    /// The value of the parameter; null when it is absent or has none.
    public @Nullable String get(String name) {
        int index = indexOf(name);
        return index < 0 ? null : value(index);
    }

    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    private int indexOf(String name) {
        for (int i = 0; i < size(); i++) {
            if (name.equalsIgnoreCase(pairs[i * 2])) {
                return i;
            }
        }
        return -1;
    }

    /// These parameters with one more, or with another value for the one of this name.
    public Params with(String name, @Nullable String value) {
        int index = indexOf(name);
        @Nullable String[] next = Arrays.copyOf(pairs, index < 0 ? pairs.length + 2 : pairs.length);
        int at = index < 0 ? pairs.length : index * 2;
        next[at] = name;
        next[at + 1] = value;
        return new Params(next);
    }

    /// These parameters without the one of this name.
    public Params without(String name) {
        int index = indexOf(name);
        if (index < 0) {
            return this;
        }
        @Nullable String[] next = new String[pairs.length - 2];
        System.arraycopy(pairs, 0, next, 0, index * 2);
        System.arraycopy(pairs, index * 2 + 2, next, index * 2, next.length - index * 2);
        return next.length == 0 ? NONE : new Params(next);
    }

    /// The one parameter whose value is quoted even when it is a token (RFC 7339 §9).
    private static final String QUOTED = "oc-algo";

    /// Appends `;name=value…` in the form of a header field: what is no token goes into quotes.
    StringBuilder appendTo(StringBuilder out) {
        for (int i = 0; i < size(); i++) {
            out.append(';').append(name(i));
            String value = value(i);
            if (value != null) {
                out.append('=');
                if (Chars.all(Chars.PARAM_VALUE, value) && !name(i).equals(QUOTED)) {
                    out.append(value);
                } else {
                    Escapes.quote(out, value);
                }
            }
        }
        return out;
    }

    /// Appends `;name=value…` in the form of a URI.
    StringBuilder appendToUri(StringBuilder out) {
        for (int i = 0; i < size(); i++) {
            out.append(';').append(name(i));
            String value = value(i);
            if (value != null) {
                out.append('=').append(value);
            }
        }
        return out;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Params that) || pairs.length != that.pairs.length) {
            return false;
        }
        for (int i = 0; i < pairs.length; i += 2) {
            if (!name(i / 2).equalsIgnoreCase(that.pairs[i]) || !Objects.equals(pairs[i + 1], that.pairs[i + 1])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < size(); i++) {
            hash = 31 * hash + name(i).toLowerCase(Locale.ROOT).hashCode();
            hash = 31 * hash + Objects.hashCode(value(i));
        }
        return hash;
    }

    @Override
    public String toString() {
        return appendTo(new StringBuilder()).toString();
    }
}
