package org.offhook.protocols.srtp;

import java.nio.ByteBuffer;

/// How much of a packet stays readable.
final class RtpHeader {

    /// Bytes of RTCP before what is encrypted: the first header and the sender's SSRC.
    static final int CONTROL = 8;
    /// The bit that says of RTCP that it is encrypted.
    static final int ENCRYPTED = 0x8000_0000;

    private static final int FIXED = 12;

    private RtpHeader() {}

    /// Fixed header, sources and extension (RFC 3550 §5.1); -1 when they do not fit into `length`.
    static int length(ByteBuffer bytes, int from, int length) {
        if (length < FIXED) {
            return -1;
        }
        int first = bytes.get(from);
        int header = FIXED + 4 * (first & 0x0f);
        if ((first & 0x10) != 0) {
            if (header + 4 > length) {
                return -1;
            }
            header += 4 + 4 * (bytes.getShort(from + header + 2) & 0xffff);
        }
        return header <= length ? header : -1;
    }
}
