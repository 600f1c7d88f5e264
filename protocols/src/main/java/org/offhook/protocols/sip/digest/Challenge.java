package org.offhook.protocols.sip.digest;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.Params;
import org.offhook.protocols.sip.text.Escapes;

/// A demand for credentials: the value of WWW-Authenticate or Proxy-Authenticate.
///
/// @param opaque given back unchanged; null when there is none
/// @param qop whether qop `auth` is offered
/// @param stale whether only the nonce was too old: the secret need not be asked for again
public record Challenge(
        String realm,
        String nonce,
        DigestAlgorithm algorithm,
        @Nullable String opaque,
        boolean qop,
        boolean stale) {

    /// Reads a field value; null when it is malformed, not Digest, or asks for what is not supported.
    public static @Nullable Challenge parse(String value) {
        Params params = AuthFields.digest(value);
        if (params == null) {
            return null;
        }
        String realm = params.get("realm");
        String nonce = params.get("nonce");
        DigestAlgorithm algorithm = DigestAlgorithm.of(params.get("algorithm"));
        String qop = params.get("qop");
        if (realm == null || nonce == null || algorithm == null || (qop != null && !offersAuth(qop))) {
            return null;
        }
        boolean stale = "true".equalsIgnoreCase(params.get("stale"));
        return new Challenge(realm, nonce, algorithm, params.get("opaque"), qop != null, stale);
    }

    private static boolean offersAuth(String qop) {
        for (String option : qop.split(",")) {
            if (option.strip().equalsIgnoreCase("auth")) {
                return true;
            }
        }
        return false;
    }

    /// The field value.
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(160).append("Digest realm=");
        Escapes.quote(out, realm).append(", nonce=");
        Escapes.quote(out, nonce);
        if (opaque != null) {
            Escapes.quote(out.append(", opaque="), opaque);
        }
        out.append(", algorithm=").append(algorithm.token());
        if (qop) {
            out.append(", qop=\"auth\"");
        }
        return stale ? out.append(", stale=true").toString() : out.toString();
    }
}
