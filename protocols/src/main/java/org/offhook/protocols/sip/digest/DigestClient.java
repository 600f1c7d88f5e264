package org.offhook.protocols.sip.digest;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.Method;

/// Answers challenges.
public final class DigestClient {

    private DigestClient() {}

    /// The challenge to answer: the strongest that is understood and comes from `realm`; of equal ones the
    /// first (RFC 8760 §2.4). Null when there is none.
    ///
    /// @param values the values of all WWW-Authenticate or Proxy-Authenticate fields of the response
    /// @param realm the realm the credentials are for; null when they are for any realm of the peer they belong
    ///              to
    public static @Nullable Challenge choose(List<String> values, @Nullable String realm) {
        return values.stream()
                .map(Challenge::parse)
                .filter(challenge -> challenge != null && (realm == null || realm.equals(challenge.realm())))
                .min(Comparator.comparing(challenge -> challenge.algorithm()))
                .orElse(null);
    }

    /// The answer to a challenge, as a field value.
    ///
    /// @param count how often this nonce is used now, from 1
    /// @param clientNonce unpredictable, of the caller's random source
    public static String answer(
            Challenge challenge,
            String username,
            String password,
            Method method,
            String uri,
            int count,
            String clientNonce) {
        DigestAlgorithm algorithm = challenge.algorithm();
        String secret = algorithm.secret(username, challenge.realm(), password);
        String nonceCount = challenge.qop() ? "%08x".formatted(count) : null;
        String nonce = challenge.nonce();
        String response = algorithm.response(secret, nonce, nonceCount, clientNonce, method.name(), uri);
        return new Credentials(
                        username,
                        challenge.realm(),
                        nonce,
                        uri,
                        response,
                        algorithm,
                        challenge.opaque(),
                        nonceCount,
                        challenge.qop() ? clientNonce : null)
                .fieldValue();
    }
}
