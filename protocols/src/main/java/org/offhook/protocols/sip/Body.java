package org.offhook.protocols.sip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.text.ByteBuilder;

/// The body of a message: bytes that mean nothing to SIP. What they are says the Content-Type field.
public final class Body {

    /// No body.
    public static final Body NONE = new Body(new byte[0], 0, 0);

    private final byte[] source;
    private final int from;
    private final int to;

    private Body(byte[] source, int from, int to) {
        this.source = source;
        this.from = from;
        this.to = to;
    }

    /// The text in UTF-8.
    public static Body of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// These bytes, which nobody changes any more.
    public static Body of(byte[] bytes) {
        return slice(bytes, 0, bytes.length);
    }

    /// The bytes of `source` from `from` to before `to`, which nobody changes any more.
    public static Body slice(byte[] source, int from, int to) {
        return from == to ? NONE : new Body(source, from, to);
    }

    public boolean isEmpty() {
        return from == to;
    }

    public int length() {
        return to - from;
    }

    /// A copy of the bytes.
    public byte[] toBytes() {
        return Arrays.copyOfRange(source, from, to);
    }

    /// The bytes as UTF-8.
    public String text() {
        return new String(source, from, to - from, StandardCharsets.UTF_8);
    }

    public void appendTo(ByteBuilder out) {
        out.append(source, from, to);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Body that && Arrays.equals(source, from, to, that.source, that.from, that.to);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    @Override
    public String toString() {
        return length() + " bytes";
    }
}
