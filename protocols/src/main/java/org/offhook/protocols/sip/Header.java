package org.offhook.protocols.sip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.text.ByteBuilder;

/// One header field line: a name and an unfolded value without the white space around it.
///
/// A field that was read from the wire is a slice of the message's bytes; its text is made when somebody asks
/// for it, and a field that is only passed on (Via, Call-ID… of a response) is copied as bytes.
public final class Header {

    private static final byte[] NO_BYTES = new byte[0];

    private final HeaderName name;
    private final byte[] source;
    private final int from;
    private final int to;
    private @Nullable String value;

    private Header(HeaderName name, byte[] source, int from, int to, @Nullable String value) {
        this.name = name;
        this.source = source;
        this.from = from;
        this.to = to;
        this.value = value;
    }

    /// A field of this value.
    ///
    /// @throws IllegalArgumentException when the value has a line end or NUL in it, which would end the field
    ///         early; who takes text from outside checks it with [#isSafe] first
    public static Header of(HeaderName name, String value) {
        if (!isSafe(value)) {
            throw new IllegalArgumentException("line end or NUL in the value of " + name);
        }
        return new Header(name, NO_BYTES, 0, -1, value);
    }

    /// A field whose value is the bytes of `source` from `from` to before `to`, which nobody changes any more.
    public static Header slice(HeaderName name, byte[] source, int from, int to) {
        return new Header(name, source, from, to, null);
    }

    /// Whether `value` can stand in a field without ending it.
    public static boolean isSafe(String value) {
        return value.indexOf('\r') < 0 && value.indexOf('\n') < 0 && value.indexOf('\0') < 0;
    }

    public HeaderName name() {
        return name;
    }

    /// The value; bytes that are not UTF-8 appear as U+FFFD.
    public String value() {
        String text = value;
        if (text == null) {
            text = new String(source, from, to - from, StandardCharsets.UTF_8);
            value = text;
        }
        return text;
    }

    /// This field with `more` behind its value, the value itself untouched.
    ///
    /// @throws IllegalArgumentException as [#of], for `more`
    public Header plus(String more) {
        if (to < 0) {
            return of(name, value() + more);
        }
        byte[] tail = of(name, more).value().getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOfRange(source, from, to + tail.length);
        System.arraycopy(tail, 0, both, to - from, tail.length);
        return new Header(name, both, 0, both.length, null);
    }

    /// Whether the field is of this name.
    public boolean is(HeaderName wanted) {
        return name.equals(wanted);
    }

    /// Appends `Name: value` and a line end.
    public void appendTo(ByteBuilder out) {
        out.append(name.text()).append(':').append(' ');
        if (to >= 0) {
            out.append(source, from, to);
        } else {
            out.append(value());
        }
        out.append('\r').append('\n');
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Header that && name.equals(that.name) && value().equals(that.value());
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, value());
    }

    @Override
    public String toString() {
        return name + ": " + value();
    }
}
