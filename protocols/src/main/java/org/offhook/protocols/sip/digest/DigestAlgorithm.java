package org.offhook.protocols.sip.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The hash of a digest, the stronger first (RFC 8760 §2.1).
public enum DigestAlgorithm {
    SHA_256("SHA-256"),
    MD5("MD5");

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final String token;

    DigestAlgorithm(String token) {
        this.token = token;
    }

    /// The value of the `algorithm` parameter.
    public String token() {
        return token;
    }

    /// The algorithm of this name; MD5 when none is named (RFC 7616 §3.3), null when it is not supported.
    public static @Nullable DigestAlgorithm of(@Nullable String token) {
        if (token == null) {
            return MD5;
        }
        return switch (token.toUpperCase(Locale.ROOT)) {
            case "MD5" -> MD5;
            case "SHA-256" -> SHA_256;
            default -> null;
        };
    }

    /// The hash of a user's secret, which is all a server needs to keep: `H(user:realm:password)`.
    public String secret(String username, String realm, String password) {
        return hash(username + ":" + realm + ":" + password);
    }

    /// The response value with qop `auth`; without qop when `nonceCount` is null (RFC 2069 clients).
    public String response(
            String secret,
            String nonce,
            @Nullable String nonceCount,
            @Nullable String clientNonce,
            String method,
            String uri) {
        String request = hash(method + ":" + uri);
        return nonceCount == null
                ? hash(secret + ":" + nonce + ":" + request)
                : hash(secret + ":" + nonce + ":" + nonceCount + ":" + clientNonce + ":auth:" + request);
    }

    private String hash(String text) {
        try {
            return hex(MessageDigest.getInstance(token).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + token, e);
        }
    }

    static String hex(byte[] bytes) {
        byte[] text = new byte[bytes.length * 2];
        for (int i = 0; i < bytes.length; i++) {
            text[2 * i] = HEX[bytes[i] >> 4 & 15];
            text[2 * i + 1] = HEX[bytes[i] & 15];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
