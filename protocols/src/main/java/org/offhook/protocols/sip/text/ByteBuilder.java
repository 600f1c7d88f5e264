package org.offhook.protocols.sip.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing run of bytes, reused from message to message by its one owner.
public final class ByteBuilder {

    private byte[] bytes;
    private int length;

    public ByteBuilder(int capacity) {
        bytes = new byte[capacity];
    }

    public void clear() {
        length = 0;
    }

    public int length() {
        return length;
    }

    /// A copy of what was appended.
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    public ByteBuilder append(byte[] source, int from, int to) {
        ensure(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    public ByteBuilder append(byte[] source) {
        return append(source, 0, source.length);
    }

    /// Appends one character of the 7-bit range.
    public ByteBuilder append(char c) {
        ensure(1);
        bytes[length++] = (byte) c;
        return this;
    }

    /// Appends `text` in UTF-8.
    public ByteBuilder append(String text) {
        int count = text.length();
        ensure(count);
        int at = length;
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return append(text.getBytes(StandardCharsets.UTF_8));
            }
            bytes[at++] = (byte) c;
        }
        length = at;
        return this;
    }

    /// Appends a number of at least 0 in decimal digits.
    public ByteBuilder append(int number) {
        if (number >= 10) {
            append(number / 10);
        }
        return append((char) ('0' + number % 10));
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
