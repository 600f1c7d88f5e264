package org.offhook.protocols.srtp;

import java.util.Optional;

/// How packets are protected (RFC 4568 §6.2). Both encrypt by AES-128 in counter mode and differ in the tag.
public enum CryptoSuite {
    AES_CM_128_HMAC_SHA1_80(10),
    AES_CM_128_HMAC_SHA1_32(4);

    /// Bytes of a master key.
    public static final int KEY = 16;
    /// Bytes of a master key and its salt, as they stand in a description.
    public static final int KEY_AND_SALT = 30;
    /// Bytes of the tag of RTCP, whatever the suite (RFC 4568 §6.2.2).
    static final int CONTROL_TAG = 10;

    private final int tag;

    CryptoSuite(int tag) {
        this.tag = tag;
    }

    /// Bytes of the tag of RTP.
    int tag() {
        return tag;
    }

    /// The suite of this name, which is written in capitals.
    public static Optional<CryptoSuite> of(String name) {
        for (CryptoSuite suite : values()) {
            if (suite.name().equals(name)) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }
}
