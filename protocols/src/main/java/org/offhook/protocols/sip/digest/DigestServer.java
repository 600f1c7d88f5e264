package org.offhook.protocols.sip.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.Uri;

/// Demands and judges credentials in two steps, because the secret of a user comes from elsewhere and takes its
/// time: [#read] finds in a request what is to be judged, [#judge] judges it once the secret is there. Owned by
/// one loop.
public final class DigestServer {

    /// Hashed instead of the secret of an unknown user, so that the answer takes as long as for a known one.
    private static final String NOBODY = "0".repeat(32);

    private final Nonces nonces;
    private final List<DigestAlgorithm> algorithms;

    /// @param algorithms those to offer, the preferred first
    public DigestServer(Nonces nonces, List<DigestAlgorithm> algorithms) {
        this.nonces = nonces;
        this.algorithms = List.copyOf(algorithms);
    }

    /// What a request brings along.
    public sealed interface Reading {

        /// Nothing that counts: it is to be challenged.
        ///
        /// @param stale whether its credentials were good but for the age of their nonce
        record Absent(boolean stale) implements Reading {}

        /// Credentials with a fresh nonce.
        record Present(Credentials credentials) implements Reading {}
    }

    /// Why credentials do or do not count.
    public enum Verdict {
        /// They are the user's.
        GOOD,
        /// They were used before: challenge with `stale`.
        REPLAYED,
        /// They are not the user's, or there is no such user.
        WRONG
    }

    /// The values of the fields that challenge, one for each algorithm. They share a nonce.
    public List<String> challenge(String realm, String source, boolean stale, long now) {
        String nonce = nonces.make(source, now);
        return algorithms.stream()
                .map(algorithm -> new Challenge(realm, nonce, algorithm, null, true, stale).toString())
                .toList();
    }

    /// The credentials in `request` for `realm`. What belongs to another realm, scheme or algorithm is passed
    /// over.
    ///
    /// @param field [HeaderName#AUTHORIZATION] or [HeaderName#PROXY_AUTHORIZATION]
    public Reading read(SipRequest request, HeaderName field, String realm, String source, long now) {
        if (!request.headers().has(field)) {
            return new Reading.Absent(false);
        }
        for (String value : request.headers().values(field)) {
            Credentials credentials = Credentials.parse(value);
            if (credentials != null
                    && credentials.realm().equals(realm)
                    && algorithms.contains(credentials.algorithm())
                    && isFor(request, credentials.uri())) {
                return nonces.isFresh(credentials.nonce(), source, now)
                        ? new Reading.Present(credentials)
                        : new Reading.Absent(true);
            }
        }
        return new Reading.Absent(false);
    }

    /// RFC 7616 §3.4.6: the digest-uri names what the request line names. Proxies may rewrite the latter, so
    /// the host is what has to agree.
    private static boolean isFor(SipRequest request, String digestUri) {
        Uri uri = Uri.parse(digestUri);
        if (uri == null) {
            return false;
        }
        if (uri instanceof SipUri claimed && request.uri() instanceof SipUri actual) {
            return claimed.host().equalsIgnoreCase(actual.host());
        }
        return uri.toString().equals(request.uri().toString());
    }

    /// Judges credentials that [#read] found.
    ///
    /// @param secret [DigestAlgorithm#secret] of the user by the algorithm of the credentials; null for an
    ///               unknown user
    public Verdict judge(SipRequest request, Credentials credentials, @Nullable String secret) {
        String expected = credentials
                .algorithm()
                .response(
                        secret == null ? NOBODY : secret,
                        credentials.nonce(),
                        credentials.nonceCount(),
                        credentials.clientNonce(),
                        request.method().name(),
                        credentials.uri());
        boolean right = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                credentials.response().getBytes(StandardCharsets.UTF_8));
        if (secret == null || !right) {
            return Verdict.WRONG;
        }
        return nonces.use(credentials.nonce(), credentials.count()) ? Verdict.GOOD : Verdict.REPLAYED;
    }
}
