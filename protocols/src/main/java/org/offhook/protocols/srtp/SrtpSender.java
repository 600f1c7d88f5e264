package org.offhook.protocols.srtp;

import java.nio.ByteBuffer;

/// Protects what one leg sends: one RTP stream and its RTCP.
public final class SrtpSender {

    /// Bytes that a packet may grow by.
    public static final int GROWTH = CryptoSuite.CONTROL_TAG + 4;

    private final CryptoSuite suite;
    private final SessionKeys keys;
    private final SessionKeys controlKeys;
    private final PacketIndex index = new PacketIndex();
    private int controlIndex;

    /// @param master key and salt, [CryptoSuite#KEY_AND_SALT] bytes
    public SrtpSender(CryptoSuite suite, byte[] master) {
        this.suite = suite;
        this.keys = new SessionKeys(master, SessionKeys.RTP);
        this.controlKeys = new SessionKeys(master, SessionKeys.RTCP);
    }

    /// Protects an RTP packet in place.
    ///
    /// @return its new length
    public int protect(ByteBuffer bytes, int from, int length) {
        int header = RtpHeader.length(bytes, from, length);
        if (header < 0) {
            throw new IllegalArgumentException("not RTP");
        }
        long number = index.guess(bytes.getShort(from + 2) & 0xffff);
        index.take(number);
        keys.crypt(bytes, from + header, length - header, bytes.getInt(from + 8), number);
        bytes.put(from + length, keys.tag(bytes, from, length, number >>> 16), 0, suite.tag());
        return length + suite.tag();
    }

    /// Protects a compound RTCP packet in place (§3.4).
    ///
    /// @return its new length
    public int protectControl(ByteBuffer bytes, int from, int length) {
        controlIndex = (controlIndex + 1) & Integer.MAX_VALUE;
        int head = RtpHeader.CONTROL;
        controlKeys.crypt(bytes, from + head, length - head, bytes.getInt(from + 4), controlIndex);
        bytes.putInt(from + length, RtpHeader.ENCRYPTED | controlIndex);
        int signed = length + Integer.BYTES;
        bytes.put(from + signed, controlKeys.tag(bytes, from, signed, -1), 0, CryptoSuite.CONTROL_TAG);
        return signed + CryptoSuite.CONTROL_TAG;
    }
}
