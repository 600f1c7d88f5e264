package org.offhook.core.signalling.loop;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.engine.Later;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.register.Bindings;
import org.offhook.core.signalling.register.Claim.Purpose;
import org.offhook.core.signalling.register.Domain;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.digest.DigestServer.Reading;
import org.offhook.protocols.sip.registrar.Binding;
import org.offhook.protocols.sip.registrar.Outbound;
import org.offhook.protocols.sip.registrar.Registration;
import org.offhook.protocols.sip.text.Escapes;
import org.offhook.protocols.sip.transaction.ServerKey;

/// Serves REGISTER (RFC 3261 §10.3): who is it, may it, and the bindings, durable before the 200. A request
/// without credentials is challenged without a transaction (§8.2.7), so that it costs no memory.
final class RegisterServer {

    private final Tools tools;
    private final Authentication authentication;
    private final Bindings bindings;

    RegisterServer(Tools tools, Authentication authentication, Bindings bindings) {
        this.tools = tools;
        this.authentication = authentication;
        this.bindings = bindings;
    }

    void received(SipRequest register, ServerKey key, Flow flow, long now) {
        Domain domain = register.uri() instanceof SipUri uri ? authentication.domain(uri.host()) : null;
        SipUri address = register.to().uri() instanceof SipUri to ? to.addressOfRecord() : null;
        if (domain == null) {
            send(flow, tools.bare(register, 404)); // step 1: no domain of ours
            return;
        }
        if (address == null || address.user() == null || !domain.equals(authentication.domain(address.host()))) {
            send(flow, tools.bare(register, 404)); // step 5
            return;
        }
        if (!domain.registers()) {
            send(flow, tools.bare(register, 403)); // its owner wants no phones here
            return;
        }
        switch (authentication.read(register, HeaderName.AUTHORIZATION, domain, flow, now)) {
            case Reading.Absent(boolean stale) ->
                send(flow, authentication.challenge(register, false, domain, flow, stale, now));
            case Reading.Present present -> {
                ServerTransaction transaction = tools.transactions().open(key, flow);
                Registering registering = new Registering(register, transaction, flow, domain, address.decodedUser());
                authentication.judge(register, present.credentials(), domain, Purpose.REGISTER, flow, registering, now);
            }
        }
    }

    private void send(Flow flow, SipResponse response) {
        tools.transactions().send(flow, tools.transactions().write(response));
    }

    /// One request whose sender is being found out.
    private final class Registering implements Authentication.Listener {

        private final SipRequest register;
        private final ServerTransaction transaction;
        private final Flow flow;
        private final Domain domain;
        private final String user;

        Registering(SipRequest register, ServerTransaction transaction, Flow flow, Domain domain, String user) {
            this.register = register;
            this.transaction = transaction;
            this.flow = flow;
            this.domain = domain;
            this.user = user;
        }

        @Override
        public void known(String username, long now) {
            if (!username.equals(user)) {
                transaction.respond(tools.bare(register, 403), now); // step 4: not somebody else's address
                return;
            }
            CompletionStage<Bindings.Accepted> stored = bindings.register(domain, user, register, flow);
            Later.on(tools.inbox(), stored, now, (accepted, at) -> transaction.respond(response(accepted), at));
        }

        @Override
        public void unknown(boolean stale, long now) {
            transaction.respond(authentication.challenge(register, false, domain, flow, stale, now), now);
        }

        @Override
        public void shutOut(long now) {
            transaction.respond(tools.bare(register, 403), now);
        }

        @Override
        public void failed(long now) {
            transaction.respond(tools.overload(register), now);
        }

        private SipResponse response(Bindings.@Nullable Accepted accepted) {
            if (accepted == null) {
                return tools.overload(register);
            }
            return switch (accepted.registration()) {
                case Registration.Refused(int status, String reason, int minExpires) -> {
                    SipResponse.Builder refusal = tools.response(
                                    register, status, tools.tokens().next())
                            .reason(reason);
                    if (minExpires > 0) {
                        refusal.header(HeaderName.MIN_EXPIRES, Integer.toString(minExpires));
                    }
                    yield refusal.build();
                }
                case Registration.Current current -> {
                    SipResponse.Builder ok =
                            tools.response(register, 200, tools.tokens().next());
                    for (Binding binding : current.bindings()) {
                        ok.header(HeaderName.CONTACT, contact(binding, accepted.now()));
                    }
                    if (current.flowTimer() > 0) {
                        ok.header(HeaderName.REQUIRE, Outbound.OPTION)
                                .header(HeaderName.FLOW_TIMER, Integer.toString(current.flowTimer()));
                    }
                    yield ok.header(HeaderName.SUPPORTED, "path, " + Outbound.OPTION)
                            .copy(HeaderName.PATH, register)
                            .build();
                }
            };
        }
    }

    private static String contact(Binding binding, long now) {
        StringBuilder contact = new StringBuilder("<" + binding.contact() + ">;expires=" + (binding.expiresAt() - now));
        Outbound flow = binding.outbound();
        if (flow != null) {
            Escapes.quote(contact.append(";+sip.instance="), flow.instance())
                    .append(";reg-id=")
                    .append(flow.flow());
        }
        if (binding.q() == Binding.MOST_PREFERRED) {
            return contact.toString();
        }
        String thousandths = Integer.toString(1000 + binding.q());
        return contact.append(";q=0.").append(thousandths.substring(1)).toString();
    }
}
