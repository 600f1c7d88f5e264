package org.offhook.protocols.stun;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Writes one message about binding, attribute by attribute; [#sign] and [#toBytes] come last.
public final class StunWriter {

    static final int BINDING = 0x0001;

    private static final int IPV4 = 1;
    private static final int IPV6 = 2;

    private byte[] bytes;

    /// @param transaction 12 bytes
    public StunWriter(StunKind kind, byte[] transaction) {
        if (transaction.length != StunMessage.TRANSACTION) {
            throw new IllegalArgumentException("a transaction has 12 bytes");
        }
        ByteBuffer header = ByteBuffer.allocate(StunMessage.HEADER);
        header.putShort((short) (BINDING | kind.bits())).putShort((short) 0);
        header.putInt(StunMessage.COOKIE).put(transaction);
        bytes = header.array();
    }

    public StunWriter attribute(int type, byte[] value) {
        int at = bytes.length;
        bytes = Arrays.copyOf(bytes, at + StunMessage.ATTRIBUTE_HEADER + StunMessage.padded(value.length));
        ByteBuffer out = ByteBuffer.wrap(bytes);
        out.putShort(at, (short) type).putShort(at + 2, (short) value.length);
        out.put(at + StunMessage.ATTRIBUTE_HEADER, value);
        out.putShort(2, (short) (bytes.length - StunMessage.HEADER));
        return this;
    }

    /// Where a request came from, disguised so that no translator on the way rewrites it (RFC 8489 §14.2).
    ///
    /// @param address 4 or 16 bytes
    public StunWriter mapped(byte[] address, int port) {
        ByteBuffer value = ByteBuffer.allocate(4 + address.length);
        value.putShort((short) (address.length == 4 ? IPV4 : IPV6));
        value.putShort((short) (port ^ StunMessage.COOKIE >>> 16));
        for (int i = 0; i < address.length; i++) {
            value.put((byte) (address[i] ^ bytes[4 + i]));
        }
        return attribute(StunAttribute.XOR_MAPPED_ADDRESS, value.array());
    }

    /// @param code 300–699
    public StunWriter error(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer value = ByteBuffer.allocate(4 + text.length);
        value.putShort((short) 0).put((byte) (code / 100)).put((byte) (code % 100));
        return attribute(StunAttribute.ERROR_CODE, value.put(text).array());
    }

    StunWriter unknown(List<Integer> types) {
        ByteBuffer value = ByteBuffer.allocate(2 * types.size());
        types.forEach(type -> value.putShort(type.shortValue()));
        return attribute(StunAttribute.UNKNOWN_ATTRIBUTES, value.array());
    }

    /// Vouches for all that was written so far.
    public StunWriter sign(byte[] key) {
        return attribute(StunAttribute.MESSAGE_INTEGRITY, StunMessage.integrity(key, bytes, bytes.length));
    }

    /// The message with its fingerprint.
    public byte[] toBytes() {
        int print = StunMessage.fingerprint(bytes, bytes.length);
        attribute(
                StunAttribute.FINGERPRINT,
                ByteBuffer.allocate(Integer.BYTES).putInt(print).array());
        return bytes.clone();
    }
}
