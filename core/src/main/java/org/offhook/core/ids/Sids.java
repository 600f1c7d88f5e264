package org.offhook.core.ids;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Makes [Sid]s and tokens from the injected random source. In production that source is a secure one: a SID in
/// a recording's URL must not be guessable.
public final class Sids {

    private static final HexFormat HEX = HexFormat.of();
    private static final int BYTES = 16;

    private final RandomGenerator random;

    /// @param random must be safe for use by several threads
    public Sids(RandomGenerator random) {
        this.random = random;
    }

    public Sid next(SidType type) {
        return new Sid(type.prefix() + token());
    }

    /// 32 hexadecimal digits, as used for auth tokens and idempotency tokens.
    public String token() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HEX.formatHex(bytes);
    }
}
