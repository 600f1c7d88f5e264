package org.offhook.core.media;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.offhook.core.ids.Sid;

/// STUN and TURN servers of the operator, and credentials for them that hold for a while.
///
/// The servers share a secret with us and keep no list of users, as coturn does with `use-auth-secret`
/// (draft-uberti-behave-turn-rest-00): the user name begins with the second at which it ends, the password is its HMAC.
///
/// @param urls   `stun:` and `turn:` URIs (RFC 7064, RFC 7065)
/// @param secret empty when none of them asks who comes
public record IceServers(List<String> urls, String secret) {

    public static final IceServers NONE = new IceServers(List.of(), "");

    public IceServers {
        urls = List.copyOf(urls);
    }

    /// @param username `<end, in seconds of the epoch>:<account>`
    /// @param password base64 of HMAC-SHA1 of the user name
    public record Pass(String username, String password) {
        @Override
        public String toString() {
            return "Pass[" + username + "]";
        }
    }

    /// For whoever the account lets use the servers.
    public Pass pass(Sid account, Instant now, Duration life) {
        String username = now.plus(life).getEpochSecond() + ":" + account;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            // A key may not be empty; without a secret nobody looks at the password.
            byte[] key = (secret.isEmpty() ? "-" : secret).getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
            byte[] sum = mac.doFinal(username.getBytes(StandardCharsets.UTF_8));
            return new Pass(username, Base64.getEncoder().encodeToString(sum));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA1", impossible);
        }
    }

    @Override
    public String toString() {
        return "IceServers" + urls;
    }
}
