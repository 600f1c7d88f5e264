package org.offhook.core.signalling.loop;

import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.IncomingText;
import org.offhook.core.signalling.TextHandler;
import org.offhook.core.signalling.engine.Later;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.register.Claim.Purpose;
import org.offhook.core.signalling.register.Domain;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.digest.DigestServer.Reading;
import org.offhook.protocols.sip.transaction.ServerKey;

/// Serves MESSAGE outside of dialogs (RFC 3428 §7): from users of a domain of ours alone, who say who they are
/// (401); the message is durable before the 200. A request without credentials costs no memory (RFC 3261 §8.2.7).
final class TextServer {

    private final Tools tools;
    private final Authentication authentication;
    private final TextHandler handler;

    TextServer(Tools tools, Authentication authentication, TextHandler handler) {
        this.tools = tools;
        this.authentication = authentication;
        this.handler = handler;
    }

    void received(SipRequest message, ServerKey key, Flow flow, long now) {
        SipUri sender = message.from().uri() instanceof SipUri uri ? uri : null;
        Domain domain = sender == null ? null : authentication.domain(sender.host());
        if (sender == null || domain == null) {
            send(flow, tools.bare(message, 403));
            return;
        }
        switch (authentication.read(message, HeaderName.AUTHORIZATION, domain, flow, now)) {
            case Reading.Absent(boolean stale) ->
                send(flow, authentication.challenge(message, false, domain, flow, stale, now));
            case Reading.Present present -> {
                ServerTransaction transaction = tools.transactions().open(key, flow);
                Texting texting = new Texting(message, transaction, flow, domain, sender.decodedUser());
                Purpose purpose = domain.registers() ? Purpose.REGISTER : Purpose.CALL;
                authentication.judge(message, present.credentials(), domain, purpose, flow, texting, now);
            }
        }
    }

    private void send(Flow flow, SipResponse response) {
        tools.transactions().send(flow, tools.transactions().write(response));
    }

    /// One message whose sender is being found out.
    private final class Texting implements Authentication.Listener {

        private final SipRequest message;
        private final ServerTransaction transaction;
        private final Flow flow;
        private final Domain domain;
        private final String user;

        Texting(SipRequest message, ServerTransaction transaction, Flow flow, Domain domain, String user) {
            this.message = message;
            this.transaction = transaction;
            this.flow = flow;
            this.domain = domain;
            this.user = user;
        }

        @Override
        public void known(String username, long now) {
            if (!username.equals(user)) {
                transaction.respond(tools.bare(message, 403), now); // nobody writes as somebody else
                return;
            }
            IncomingText text = new IncomingText(
                    domain.account(),
                    address(username),
                    message.uri().toString(),
                    message.body().text());
            Later.on(
                    tools.inbox(),
                    handler.received(text),
                    now,
                    (status, at) -> transaction.respond(answer(status), at));
        }

        /// Where the sender can be reached through us: in its domain, or, when that is the platform itself, where it
        /// reached us.
        private String address(String username) {
            return domain.home() && message.uri() instanceof SipUri us
                    ? SipUri.of(username, us.host(), us.port()).toString()
                    : SipUri.of(username, domain.name(), SipUri.NO_PORT).toString();
        }

        private SipResponse answer(@Nullable Integer status) {
            return status == null || status == 503 ? tools.overload(message) : tools.bare(message, status);
        }

        @Override
        public void unknown(boolean stale, long now) {
            transaction.respond(authentication.challenge(message, false, domain, flow, stale, now), now);
        }

        @Override
        public void shutOut(long now) {
            transaction.respond(tools.bare(message, 403), now);
        }

        @Override
        public void failed(long now) {
            transaction.respond(tools.overload(message), now);
        }
    }
}
