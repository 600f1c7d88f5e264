package org.offhook.core.signalling.loop;

import java.util.List;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.digest.Challenge;
import org.offhook.protocols.sip.digest.DigestAlgorithm;
import org.offhook.protocols.sip.digest.DigestClient;

/// Answers to challenges of a shard.
final class Answers {

    private Answers() {}

    static String to(
            SipResponse challenged,
            DigestAlgorithm algorithm,
            String user,
            String password,
            String method,
            String uri) {
        return to(challenged, algorithm, user, password, method, uri, 1);
    }

    static String to(
            SipResponse challenged,
            DigestAlgorithm algorithm,
            String user,
            String password,
            String method,
            String uri,
            int count) {
        HeaderName field = challenged.status() == 401 ? HeaderName.WWW_AUTHENTICATE : HeaderName.PROXY_AUTHENTICATE;
        List<String> offered = challenged.headers().values(field);
        Challenge challenge = offered.stream()
                .map(Challenge::parse)
                .filter(one -> one.algorithm() == algorithm)
                .findFirst()
                .orElseThrow();
        return DigestClient.answer(challenge, user, password, Method.of(method), uri, count, "cn");
    }
}
