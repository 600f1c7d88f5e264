package org.offhook.testkit.network;

import java.nio.charset.StandardCharsets;

/// A datagram. The bytes are the receiver's own when it gets them.
public record Packet(Address from, Address to, byte[] bytes) {

    private static final int LONGEST_LINE = 100;

    /// The payload's first line, which says what a SIP message is.
    public String firstLine() {
        int end = 0;
        while (end < bytes.length && end < LONGEST_LINE && bytes[end] != '\r' && bytes[end] != '\n') {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return from + " > " + to + " " + firstLine();
    }
}
