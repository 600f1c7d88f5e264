package org.offhook.protocols.sdp;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.offhook.protocols.srtp.CryptoSuite;

/// An `a=crypto` line: what one side encrypts with (RFC 4568 §9.1). Its text has the key and is for the
/// description alone.
///
/// @param tag 1–999999999, by which the answer names the line that it took
/// @param key master key and salt
public record CryptoLine(int tag, CryptoSuite suite, byte[] key) {

    static final String NAME = "crypto";

    /// The line, when it is one that is understood here: one key without an index (MKI), no session parameters
    /// but a window, which concerns the sender of the line alone.
    static Optional<CryptoLine> parse(String value) {
        String[] part = value.trim().split(" +");
        if (part.length < 3 || !part[0].matches("[1-9][0-9]{0,8}") || !understood(part)) {
            return Optional.empty();
        }
        String[] parameters = part[2].split("\\|", -1);
        if (!parameters[0].regionMatches(true, 0, "inline:", 0, 7) || parameters.length > 2) {
            return Optional.empty();
        }
        boolean lifetime = parameters.length < 2 || !parameters[1].contains(":");
        byte[] key = key(parameters[0].substring(7));
        return lifetime && key.length == CryptoSuite.KEY_AND_SALT
                ? CryptoSuite.of(part[1]).map(suite -> new CryptoLine(Integer.parseInt(part[0]), suite, key))
                : Optional.empty();
    }

    private static boolean understood(String[] part) {
        for (int i = 3; i < part.length; i++) {
            if (!part[i].startsWith("WSH=")) {
                return false;
            }
        }
        return true;
    }

    private static byte[] key(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    /// Whether both lines mean the same key, used in the same way.
    public boolean sameKey(CryptoLine other) {
        return suite == other.suite && MessageDigest.isEqual(key, other.key);
    }

    Attribute attribute() {
        return new Attribute(
                NAME, tag + " " + suite + " inline:" + Base64.getEncoder().encodeToString(key));
    }

    CryptoLine withTag(int changed) {
        return new CryptoLine(changed, suite, key);
    }

    @Override
    public String toString() {
        return "CryptoLine[" + tag + " " + suite + "]";
    }
}
