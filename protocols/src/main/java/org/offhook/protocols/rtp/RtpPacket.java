package org.offhook.protocols.rtp;

import java.nio.ByteBuffer;

/// A view of one RTP packet (RFC 3550 §5.1) inside a buffer, reused for packet after packet.
///
/// After [#wrap] answered true all accessors are valid until the buffer's content changes. Not safe for
/// threads.
public final class RtpPacket {
    /// Bytes of a header without contributing sources and extension.
    public static final int HEADER = 12;

    private static final int VERSION = 2;

    private ByteBuffer buffer = ByteBuffer.allocate(HEADER);
    private int start;
    private int payloadOffset = HEADER;
    private int payloadLength;

    /// Lays the view over `length` bytes from `from` on.
    ///
    /// @return false when they are no RTP packet: too short, another version, or its parts do not fit
    public boolean wrap(ByteBuffer bytes, int from, int length) {
        if (length < HEADER || (bytes.get(from) & 0xff) >>> 6 != VERSION) {
            return false;
        }
        int first = bytes.get(from) & 0xff;
        int header = HEADER + 4 * (first & 0x0f);
        if ((first & 0x10) != 0) {
            if (header + 4 > length) {
                return false;
            }
            header += 4 + 4 * (bytes.getShort(from + header + 2) & 0xffff);
        }
        if (header > length) {
            return false;
        }
        int padding = (first & 0x20) == 0 ? 0 : bytes.get(from + length - 1) & 0xff;
        if (header + padding > length || ((first & 0x20) != 0 && padding == 0)) {
            return false;
        }
        buffer = bytes;
        start = from;
        payloadOffset = from + header;
        payloadLength = length - header - padding;
        return true;
    }

    public boolean marker() {
        return buffer.get(start + 1) < 0;
    }

    /// 0–127.
    public int payloadType() {
        return buffer.get(start + 1) & 0x7f;
    }

    /// 0–65,535.
    public int sequence() {
        return buffer.getShort(start + 2) & 0xffff;
    }

    /// 32 bits, to be compared by the sign of a difference.
    public int timestamp() {
        return buffer.getInt(start + 4);
    }

    public int ssrc() {
        return buffer.getInt(start + 8);
    }

    /// The buffer that the view lies over.
    public ByteBuffer buffer() {
        return buffer;
    }

    /// Where the payload begins in [#buffer].
    public int payloadOffset() {
        return payloadOffset;
    }

    public int payloadLength() {
        return payloadLength;
    }

    public byte payload(int index) {
        return buffer.get(payloadOffset + index);
    }

    /// Writes a plain header of [#HEADER] bytes at `at`.
    public static void writeHeader(
            ByteBuffer out, int at, boolean marker, int payloadType, int sequence, int timestamp, int ssrc) {
        out.put(at, (byte) (VERSION << 6));
        out.put(at + 1, (byte) ((payloadType & 0x7f) | (marker ? 0x80 : 0)));
        out.putShort(at + 2, (short) sequence);
        out.putInt(at + 4, timestamp);
        out.putInt(at + 8, ssrc);
    }

    /// Whether a packet that came on a port for both is RTCP: its second byte is 192–223 (RFC 5761 §4).
    public static boolean isRtcp(ByteBuffer bytes, int from, int length) {
        if (length < 2) {
            return false;
        }
        int second = bytes.get(from + 1) & 0xff;
        return second >= 192 && second <= 223;
    }
}
