package org.offhook.protocols.sip.digest;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.Params;
import org.offhook.protocols.sip.text.Chars;
import org.offhook.protocols.sip.text.Escapes;

/// An answer to a [Challenge]: the value of Authorization or Proxy-Authorization.
///
/// @param uri the digest-uri, which should be the Request-URI
/// @param nonceCount eight hexadecimal digits as sent; null without qop
/// @param clientNonce null without qop
public record Credentials(
        String username,
        String realm,
        String nonce,
        String uri,
        String response,
        DigestAlgorithm algorithm,
        @Nullable String opaque,
        @Nullable String nonceCount,
        @Nullable String clientNonce) {

    /// Reads a field value; null when it is malformed, not Digest, or of a kind that is not supported.
    public static @Nullable Credentials parse(String value) {
        Params params = AuthFields.digest(value);
        if (params == null) {
            return null;
        }
        String username = params.get("username");
        String realm = params.get("realm");
        String nonce = params.get("nonce");
        String uri = params.get("uri");
        String response = params.get("response");
        DigestAlgorithm algorithm = DigestAlgorithm.of(params.get("algorithm"));
        if (username == null || realm == null || nonce == null || uri == null || response == null) {
            return null;
        }
        String qop = params.get("qop");
        String nonceCount = params.get("nc");
        String clientNonce = params.get("cnonce");
        if (algorithm == null) {
            return null;
        }
        if (qop == null) {
            return new Credentials(username, realm, nonce, uri, response, algorithm, params.get("opaque"), null, null);
        }
        if (!qop.equalsIgnoreCase("auth") || nonceCount == null || clientNonce == null || count(nonceCount) < 0) {
            return null;
        }
        return new Credentials(
                username, realm, nonce, uri, response, algorithm, params.get("opaque"), nonceCount, clientNonce);
    }

    /// The nonce count as a number, 1 to 2^32-1; 0 without qop.
    public long count() {
        return nonceCount == null ? 0 : count(nonceCount);
    }

    private static long count(String text) {
        if (text.length() != 8) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < 8; i++) {
            int digit = Chars.hex(text.charAt(i));
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value == 0 ? -1 : value;
    }

    /// The field value.
    public String fieldValue() {
        StringBuilder out = new StringBuilder(256).append("Digest username=");
        Escapes.quote(out, username).append(", realm=");
        Escapes.quote(out, realm).append(", nonce=");
        Escapes.quote(out, nonce).append(", uri=");
        Escapes.quote(out, uri).append(", response=");
        Escapes.quote(out, response);
        out.append(", algorithm=").append(algorithm.token());
        if (opaque != null) {
            Escapes.quote(out.append(", opaque="), opaque);
        }
        if (nonceCount != null && clientNonce != null) {
            out.append(", qop=auth, nc=").append(nonceCount).append(", cnonce=");
            Escapes.quote(out, clientNonce);
        }
        return out.toString();
    }

    /// Without what a log must not have.
    @Override
    public String toString() {
        return "Credentials[" + username + " at " + realm + "]";
    }
}
