package org.offhook.core.signalling.loop;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.core.signalling.engine.Later;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.net.Flow;
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
    private final Guard guard;

    /// Hears what was found out, on the loop.
    interface Listener {

        /// The sender is this user of the realm.
        void known(String username, long now);

        /// It is nobody that is known: challenge it.
        ///
        /// @param stale whether its password may be right
        void unknown(boolean stale, long now);

        /// It has guessed too often.
        void shutOut(long now);

        /// The users could not be asked.
        void failed(long now);
    }

    /// @param key for the nonces
    Authentication(Tools tools, Users users, byte[] key) {
        this.tools = tools;
        this.users = users;
        SignallingLimits limits = tools.limits();
        this.server = new DigestServer(new Nonces(key, limits.nonceLife(), limits.nonces()), users.digests());
        this.guard = new Guard(limits);
    }

    /// The realm of a host of ours, null when it is none.
    @Nullable
    String realm(String host) {
        return users.realm(host);
    }

    /// The credentials in the request that are worth judging, and whether it is to be told that its nonce was
    /// stale.
    DigestServer.Reading read(SipRequest request, HeaderName field, String realm, Flow flow, long now) {
        return server.read(request, field, realm, flow.address(), now);
    }

    /// Judges credentials.
    void judge(SipRequest request, Credentials credentials, Flow flow, Listener listener, long now) {
        String user = credentials.username();
        if (guard.shutsOut(user, flow.address(), now)) {
            listener.shutOut(now);
            return;
        }
        CompletionStage<Optional<String>> secret = users.secret(credentials.realm(), user, credentials.algorithm());
        Later.on(tools.inbox(), secret, now, (found, at) -> {
            if (found == null) {
                listener.failed(at);
            } else {
                judge(request, credentials, flow, found.orElse(null), listener, at);
            }
        });
    }

    private void judge(
            SipRequest request,
            Credentials credentials,
            Flow flow,
            @Nullable String secret,
            Listener listener,
            long now) {
        switch (server.judge(request, credentials, secret)) {
            case GOOD -> {
                guard.right(credentials.username(), flow.address());
                listener.known(credentials.username(), now);
            }
            case REPLAYED -> listener.unknown(true, now);
            case WRONG -> {
                guard.wrong(credentials.username(), flow.address(), now);
                listener.unknown(false, now);
            }
        }
    }

    /// The 401 or 407 that asks for credentials.
    SipResponse challenge(SipRequest request, boolean proxy, String realm, Flow flow, boolean stale, long now) {
        SipResponse.Builder response =
                tools.response(request, proxy ? 407 : 401, tools.tokens().next());
        HeaderName field = proxy ? HeaderName.PROXY_AUTHENTICATE : HeaderName.WWW_AUTHENTICATE;
        for (String challenge : server.challenge(realm, flow.address(), stale, now)) {
            response.header(field, challenge);
        }
        return response.build();
    }
}
