package org.offhook.core.signalling.loop;

import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.register.Claim.Purpose;
import org.offhook.core.signalling.register.Domain;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.digest.DigestServer.Reading;
import org.offhook.protocols.sip.transaction.ServerKey;

/// Lets through requests of users of our domains who have proved who they are (401), and are who From says (else
/// 403). A request without credentials costs no memory (RFC 3261 §8.2.7) and gets one short answer.
final class UserCheck {

    private final Tools tools;
    private final Authentication authentication;

    UserCheck(Tools tools, Authentication authentication) {
        this.tools = tools;
        this.authentication = authentication;
    }

    /// Serves a request of a user, and owes it an answer.
    @FunctionalInterface
    interface Service {
        void serve(Domain domain, String user, ServerTransaction transaction, long now);
    }

    /// The domain that a host stands for, null when it is none of ours.
    @Nullable
    Domain domain(String host) {
        return authentication.domain(host);
    }

    /// The user of a domain of ours that a URI names; null when it names none.
    @Nullable
    Watched address(SipUri uri) {
        Domain domain = authentication.domain(uri.host());
        String user = uri.decodedUser();
        return domain == null || user.isEmpty() ? null : Watched.of(domain, user);
    }

    /// Hands a request of who From says to `service`, now or later, or refuses it.
    void user(SipRequest request, ServerKey key, Flow flow, Service service, long now) {
        SipUri sender = request.from().uri() instanceof SipUri uri ? uri : null;
        Domain domain = sender == null ? null : authentication.domain(sender.host());
        if (sender == null || domain == null) {
            tools.send(flow, tools.bare(request, 403));
            return;
        }
        Purpose purpose = domain.registers() ? Purpose.REGISTER : Purpose.CALL;
        user(request, key, flow, domain, sender.decodedUser(), purpose, service, now);
    }

    /// Hands a request that `user` alone may send to `service`, now or later, or refuses it.
    ///
    /// @param user null when every user of the domain may
    void user(
            SipRequest request,
            ServerKey key,
            Flow flow,
            Domain domain,
            @Nullable String user,
            Purpose purpose,
            Service service,
            long now) {
        switch (authentication.read(request, HeaderName.AUTHORIZATION, domain, flow, now)) {
            case Reading.Absent(boolean stale) ->
                tools.send(flow, authentication.challenge(request, false, domain, flow, stale, now));
            case Reading.Present present -> {
                ServerTransaction transaction = tools.transactions().open(key, flow);
                Asking asking = new Asking(request, transaction, flow, domain, user, service);
                authentication.judge(request, present.credentials(), domain, purpose, flow, asking, now);
            }
        }
    }

    /// One request whose sender is being found out.
    private final class Asking implements Authentication.Listener {

        private final SipRequest request;
        private final ServerTransaction transaction;
        private final Flow flow;
        private final Domain domain;
        private final @Nullable String user;
        private final Service service;

        Asking(
                SipRequest request,
                ServerTransaction transaction,
                Flow flow,
                Domain domain,
                @Nullable String user,
                Service service) {
            this.request = request;
            this.transaction = transaction;
            this.flow = flow;
            this.domain = domain;
            this.user = user;
            this.service = service;
        }

        @Override
        public void known(String username, long now) {
            if (user == null || username.equals(user)) {
                service.serve(domain, username, transaction, now);
            } else {
                transaction.respond(tools.bare(request, 403), now); // nobody speaks as somebody else
            }
        }

        @Override
        public void unknown(boolean stale, long now) {
            transaction.respond(authentication.challenge(request, false, domain, flow, stale, now), now);
        }

        @Override
        public void shutOut(long now) {
            transaction.respond(tools.bare(request, 403), now);
        }

        @Override
        public void failed(long now) {
            transaction.respond(tools.overload(request), now);
        }
    }
}
