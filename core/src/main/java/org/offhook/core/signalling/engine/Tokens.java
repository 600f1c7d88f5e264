package org.offhook.core.signalling.engine;

import java.util.random.RandomGenerator;
import org.offhook.protocols.sip.Via;

/// Branches, tags and client nonces: 64 unpredictable bits each, drawn from the injected source in large pieces
/// because a secure source is slow to ask. Owned by one loop.
public final class Tokens {

    private static final char[] DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz".toCharArray();
    private static final int LENGTH = 13;

    private final RandomGenerator random;
    private final byte[] pool = new byte[2048];
    private int used = pool.length;

    public Tokens(RandomGenerator random) {
        this.random = random;
    }

    /// 13 letters and digits.
    public String next() {
        char[] token = new char[LENGTH];
        long bits = bits();
        for (int i = 0; i < LENGTH; i++) {
            token[i] = DIGITS[(int) Long.remainderUnsigned(bits, DIGITS.length)];
            bits = Long.divideUnsigned(bits, DIGITS.length);
        }
        return new String(token);
    }

    /// A branch that is unique for its transaction (RFC 3261 §8.1.1.7).
    public String branch() {
        return Via.MAGIC_COOKIE + next();
    }

    /// An even choice from `from` to before `to`.
    public long between(long from, long to) {
        return from + Math.floorMod(bits(), to - from);
    }

    private long bits() {
        if (used == pool.length) {
            random.nextBytes(pool);
            used = 0;
        }
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = bits << 8 | (pool[used++] & 0xff);
        }
        return bits;
    }
}
