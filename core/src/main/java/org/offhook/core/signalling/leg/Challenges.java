package org.offhook.core.signalling.leg;

import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.net.Flow;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.digest.Challenge;
import org.offhook.protocols.sip.digest.DigestClient;

/// Answers the challenges of the peer that a leg was called through, with the credentials that are for that
/// peer and its realm. Without credentials, for another realm, or when they were refused once, there is no
/// answer.
public final class Challenges {

    private final Tools tools;
    private final OutgoingInvite.@Nullable Credentials credentials;

    public Challenges(Tools tools, OutgoingInvite.@Nullable Credentials credentials) {
        this.tools = tools;
        this.credentials = credentials;
    }

    static boolean isOne(SipResponse response) {
        return response.status() == 401 || response.status() == 407;
    }

    /// The request to send instead of `request`, null when the challenge stands.
    ///
    /// @param number the CSeq of the new request
    public @Nullable SipRequest answer(SipRequest request, SipResponse challenged, Flow flow, long number) {
        if (credentials == null || !isOne(challenged)) {
            return null;
        }
        boolean proxy = challenged.status() == 407;
        HeaderName asked = proxy ? HeaderName.PROXY_AUTHENTICATE : HeaderName.WWW_AUTHENTICATE;
        HeaderName field = proxy ? HeaderName.PROXY_AUTHORIZATION : HeaderName.AUTHORIZATION;
        Challenge challenge = DigestClient.choose(challenged.headers().values(asked), credentials.realm());
        boolean refused = request.headers().has(field);
        if (challenge == null || (refused && !challenge.stale())) {
            return null;
        }
        String answer = DigestClient.answer(
                challenge,
                credentials.username(),
                credentials.password(),
                request.method(),
                request.uri().toString(),
                1,
                tools.tokens().next());
        return tools.again(request, flow, number, field, answer);
    }
}
