package org.offhook.protocols.stun;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// One message (RFC 8489 §5) and the bytes it came in.
public final class StunMessage {
    /// Bytes before the attributes.
    public static final int HEADER = 20;

    static final int COOKIE = 0x2112a442;
    static final int TRANSACTION = 12;
    static final int ATTRIBUTE_HEADER = 4;
    static final int INTEGRITY = 20;
    static final int FINGERPRINT_XOR = 0x5354554e;

    private static final int LENGTH_AT = 2;
    private static final int TRANSACTION_AT = 8;

    private record Place(int type, int at, int length) {}

    private final byte[] bytes;
    private final List<Place> attributes = new ArrayList<>();

    private StunMessage(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Whether the bytes can be STUN and nothing else that shares a port with it: neither RTP, whose first two
    /// bits are never 0, nor SIP, whose first byte is a letter (RFC 8489 §5, RFC 7983).
    public static boolean looksLike(ByteBuffer packet, int from, int length) {
        return length >= HEADER && (packet.get(from) & 0xc0) == 0 && packet.getInt(from + 4) == COOKIE;
    }

    /// Reads one datagram.
    ///
    /// @return null when it is none: too short or long, parts that do not fit, a wrong fingerprint
    public static @Nullable StunMessage read(byte[] datagram) {
        ByteBuffer in = ByteBuffer.wrap(datagram);
        if (!looksLike(in, 0, datagram.length)) {
            return null;
        }
        int length = in.getShort(LENGTH_AT) & 0xffff;
        if (length % 4 != 0 || HEADER + length != datagram.length) {
            return null;
        }
        StunMessage message = new StunMessage(datagram.clone());
        return message.takesApart() && message.printsRight() ? message : null;
    }

    /// Attributes behind the integrity are left out, but for the fingerprint: nobody vouches for them (§14.5).
    private boolean takesApart() {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int at = HEADER;
        while (at < bytes.length) {
            int type = in.getShort(at) & 0xffff;
            int length = in.getShort(at + 2) & 0xffff;
            int value = at + ATTRIBUTE_HEADER;
            at = value + padded(length);
            if (at > bytes.length) {
                return false;
            }
            if (type == StunAttribute.FINGERPRINT || find(StunAttribute.MESSAGE_INTEGRITY) == null) {
                attributes.add(new Place(type, value, length));
            }
        }
        return true;
    }

    /// A fingerprint is the last attribute, and says that the bytes are STUN (§14.7).
    private boolean printsRight() {
        Place print = find(StunAttribute.FINGERPRINT);
        if (print == null) {
            return true;
        }
        return print.length == Integer.BYTES
                && print.at + Integer.BYTES == bytes.length
                && ByteBuffer.wrap(bytes).getInt(print.at) == fingerprint(bytes, print.at - ATTRIBUTE_HEADER);
    }

    public StunKind kind() {
        return StunKind.of(type());
    }

    /// Whether it speaks of binding, the one method that is known here.
    public boolean isBinding() {
        return (type() & ~StunKind.MASK) == StunWriter.BINDING;
    }

    private int type() {
        return ByteBuffer.wrap(bytes).getShort(0) & 0x3fff;
    }

    /// What the answer has in common with its request.
    public byte[] transaction() {
        return Arrays.copyOfRange(bytes, TRANSACTION_AT, TRANSACTION_AT + TRANSACTION);
    }

    /// The value of the first attribute of this type.
    public Optional<byte[]> value(int type) {
        Place place = find(type);
        return place == null
                ? Optional.empty()
                : Optional.of(Arrays.copyOfRange(bytes, place.at, place.at + place.length));
    }

    /// Whether all that a server must understand is understood here.
    public boolean isUnderstood() {
        return notUnderstood().isEmpty();
    }

    /// Types of attributes that must be understood, and are not.
    List<Integer> notUnderstood() {
        return attributes.stream()
                .map(Place::type)
                .filter(type -> !StunAttribute.isUnderstood(type))
                .distinct()
                .toList();
    }

    /// Whether somebody who knows the key wrote it, and nobody changed it (§9.1.3).
    public boolean isSignedWith(byte[] key) {
        Place integrity = find(StunAttribute.MESSAGE_INTEGRITY);
        if (integrity == null || integrity.length != INTEGRITY) {
            return false;
        }
        byte[] expected = integrity(key, bytes, integrity.at - ATTRIBUTE_HEADER);
        return MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, integrity.at, integrity.at + INTEGRITY));
    }

    private @Nullable Place find(int type) {
        for (Place place : attributes) {
            if (place.type == type) {
                return place;
            }
        }
        return null;
    }

    static int padded(int length) {
        return (length + 3) & ~3;
    }

    /// What vouches for the first `length` bytes; their header says that it follows them and nothing else does.
    static byte[] integrity(byte[] key, byte[] bytes, int length) {
        byte[] text = ending(bytes, length, ATTRIBUTE_HEADER + INTEGRITY);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this Java has no HMAC-SHA1", failure);
        }
    }

    static int fingerprint(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(ending(bytes, length, ATTRIBUTE_HEADER + Integer.BYTES));
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }

    /// The first `length` bytes, as they would begin a message that ends `more` bytes later.
    private static byte[] ending(byte[] bytes, int length, int more) {
        byte[] text = Arrays.copyOf(bytes, length);
        ByteBuffer.wrap(text).putShort(LENGTH_AT, (short) (length + more - HEADER));
        return text;
    }
}
