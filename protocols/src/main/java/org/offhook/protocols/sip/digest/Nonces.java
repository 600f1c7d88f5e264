package org.offhook.protocols.sip.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes nonces that carry their own proof, and sees to it that none is used twice with the same count (RFC
/// 7616 §3.3, §3.4).
///
/// A nonce is the time it was made, a serial number, and a MAC over both and the address it was made for. What
/// is remembered is only the highest count seen with each of the latest serial numbers, in a ring of a fixed
/// size: a nonce that left the ring is stale, so a flood of challenges shortens the life of nonces and costs no
/// memory.
///
/// Owned by one loop.
public final class Nonces {

    private static final int STAMP_BYTES = 16;
    private static final int MAC_BYTES = 16;

    private final Mac mac;
    private final long lifetime;
    /// Unsigned counts by serial number modulo the length.
    private final int[] highest;
    private long serial;

    /// @param key at least 16 unpredictable bytes; nonces of another key are stale
    /// @param lifetime how long a nonce may be used
    /// @param capacity how many of the latest nonces may be used
    public Nonces(byte[] key, Duration lifetime, int capacity) {
        try {
            this.mac = Mac.getInstance("HmacSHA256");
            this.mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
        this.lifetime = lifetime.toNanos();
        this.highest = new int[capacity];
    }

    /// A nonce for `source`, an address without port: behind a NAT the port may change between two requests.
    ///
    /// @param now nanoseconds of a monotonic clock
    public String make(String source, long now) {
        serial++;
        highest[slot(serial)] = 0;
        byte[] nonce = new byte[STAMP_BYTES + MAC_BYTES];
        ByteBuffer.wrap(nonce).putLong(now).putLong(serial);
        sign(nonce, source);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
    }

    /// Whether `nonce` was made here for `source` and may still be used.
    public boolean isFresh(String nonce, String source, long now) {
        byte[] given = decode(nonce);
        if (given.length != STAMP_BYTES + MAC_BYTES) {
            return false;
        }
        byte[] expected = given.clone();
        sign(expected, source);
        ByteBuffer stamp = ByteBuffer.wrap(given);
        long age = now - stamp.getLong();
        return MessageDigest.isEqual(given, expected) && age >= 0 && age <= lifetime && isRemembered(stamp.getLong());
    }

    /// Whether `count` is higher than any seen with this nonce; remembers it when it is. Ask after the response
    /// was found right, or a stranger could use up the counts of somebody's nonce.
    ///
    /// @param nonce a fresh one
    /// @param count the nonce count, 1 to 2^32-1; 0 without qop, which is good once
    public boolean use(String nonce, long count) {
        long of = ByteBuffer.wrap(decode(nonce)).getLong(8);
        // Without qop the first use takes all counts.
        int value = count == 0 ? -1 : (int) count;
        if (!isRemembered(of) || Integer.compareUnsigned(value, highest[slot(of)]) <= 0) {
            return false;
        }
        highest[slot(of)] = value;
        return true;
    }

    private boolean isRemembered(long of) {
        return of > serial - highest.length && of <= serial;
    }

    private int slot(long of) {
        return (int) (of % highest.length);
    }

    private static byte[] decode(String nonce) {
        try {
            return Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    /// Puts the MAC over the stamp and the source behind the stamp.
    private void sign(byte[] nonce, String source) {
        mac.update(nonce, 0, STAMP_BYTES);
        byte[] whole = mac.doFinal(source.getBytes(StandardCharsets.UTF_8));
        System.arraycopy(whole, 0, nonce, STAMP_BYTES, MAC_BYTES);
    }
}
