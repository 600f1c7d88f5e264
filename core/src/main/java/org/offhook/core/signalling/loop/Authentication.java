package org.offhook.core.signalling.loop;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.core.signalling.engine.Later;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.register.Bans;
import org.offhook.core.signalling.register.Claim;
import org.offhook.core.signalling.register.Claim.Purpose;
import org.offhook.core.signalling.register.Domain;
import org.offhook.core.signalling.register.Users;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.digest.Credentials;
import org.offhook.protocols.sip.digest.DigestServer;
import org.offhook.protocols.sip.digest.Nonces;

/// Finds out who sent a request. The secret of the user may take its time to come; meanwhile the loop goes on.
final class Authentication {

    private final Tools tools;
    private final Users users;
    private final DigestServer server;
    private final Bans guard;
    private long shutOut;

    /// Hears what was found out, on the loop.
    interface Listener {

        /// The sender is this user of the realm.
        void known(String username, long now);

        /// It is nobody that is known: challenge it.
        ///
        /// @param stale whether its password may be right
        void unknown(boolean stale, long now);

        /// It may not come in, whoever it is: it has guessed too often, or the account is not active.
        void shutOut(long now);

        /// The users could not be asked.
        void failed(long now);
    }

    /// @param key for the nonces
    Authentication(Tools tools, Users users, Bans guard, byte[] key) {
        this.tools = tools;
        this.users = users;
        SignallingLimits limits = tools.limits();
        this.server = new DigestServer(new Nonces(key, limits.nonceLife(), limits.nonces()), users.digests());
        this.guard = guard;
    }

    /// The domain that a host stands for, null when it is none of ours.
    @Nullable
    Domain domain(String host) {
        return users.domain(host);
    }

    /// The credentials in the request that are worth judging, and whether it is to be told that its nonce was
    /// stale.
    DigestServer.Reading read(SipRequest request, HeaderName field, Domain domain, Flow flow, long now) {
        return server.read(request, field, domain.realm(), flow.address(), now);
    }

    /// Judges credentials.
    ///
    /// @param purpose what they are shown for
    void judge(
            SipRequest request,
            Credentials credentials,
            Domain domain,
            Purpose purpose,
            Flow flow,
            Listener listener,
            long now) {
        if (!domain.active()) {
            listener.shutOut(now);
            return;
        }
        if (guard.shutsOut(domain, credentials.username(), flow.address(), now)) {
            shutOut++;
            listener.shutOut(now);
            return;
        }
        if (guard.tooSoon(domain, credentials.username(), flow.address(), now)) {
            guard.wrong(domain, credentials.username(), flow.address(), now);
            listener.unknown(false, now);
            return;
        }
        Claim claim = new Claim(
                domain,
                purpose,
                credentials.username(),
                flow.address(),
                flow.transport().isSecure());
        CompletionStage<Optional<String>> secret = users.secret(claim, credentials.algorithm());
        Later.on(tools.inbox(), secret, now, (found, at) -> {
            if (found == null) {
                listener.failed(at);
            } else {
                judge(request, credentials, domain, flow, found.orElse(null), listener, at);
            }
        });
    }

    private void judge(
            SipRequest request,
            Credentials credentials,
            Domain domain,
            Flow flow,
            @Nullable String secret,
            Listener listener,
            long now) {
        switch (server.judge(request, credentials, secret)) {
            case GOOD -> {
                guard.right(domain, credentials.username(), flow.address());
                listener.known(credentials.username(), now);
            }
            case REPLAYED -> listener.unknown(true, now);
            case WRONG -> {
                guard.wrong(domain, credentials.username(), flow.address(), now);
                listener.unknown(false, now);
            }
        }
    }

    /// How often somebody came who has guessed too often.
    long shutOut() {
        return shutOut;
    }

    /// The 401 or 407 that asks for credentials.
    SipResponse challenge(SipRequest request, boolean proxy, Domain domain, Flow flow, boolean stale, long now) {
        SipResponse.Builder response =
                tools.response(request, proxy ? 407 : 401, tools.tokens().next());
        HeaderName field = proxy ? HeaderName.PROXY_AUTHENTICATE : HeaderName.WWW_AUTHENTICATE;
        for (String challenge : server.challenge(domain.realm(), flow.address(), stale, now)) {
            response.header(field, challenge);
        }
        return response.build();
    }
}
