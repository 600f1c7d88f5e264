package org.offhook.core.signalling.loop;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.engine.Later;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.register.Bindings;
import org.offhook.core.signalling.register.Claim.Purpose;
import org.offhook.core.signalling.register.Domain;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.registrar.Binding;
import org.offhook.protocols.sip.registrar.Outbound;
import org.offhook.protocols.sip.registrar.Registration;
import org.offhook.protocols.sip.text.Escapes;
import org.offhook.protocols.sip.transaction.ServerKey;

/// Serves REGISTER (RFC 3261 §10.3): who is it, may it, and the bindings, durable before the 200. A request
/// without credentials is challenged without a transaction (§8.2.7), so that it costs no memory.
final class RegisterServer {

    private final Tools tools;
    private final UserCheck check;
    private final Bindings bindings;

    RegisterServer(Tools tools, UserCheck check, Bindings bindings) {
        this.tools = tools;
        this.check = check;
        this.bindings = bindings;
    }

    void received(SipRequest register, ServerKey key, Flow flow, long now) {
        Domain domain = register.uri() instanceof SipUri uri ? check.domain(uri.host()) : null;
        SipUri address = register.to().uri() instanceof SipUri to ? to.addressOfRecord() : null;
        if (domain == null) {
            tools.send(flow, tools.bare(register, 404)); // step 1: no domain of ours
            return;
        }
        if (address == null || address.user() == null || !domain.equals(check.domain(address.host()))) {
            tools.send(flow, tools.bare(register, 404)); // step 5
            return;
        }
        if (!domain.registers()) {
            tools.send(flow, tools.bare(register, 403)); // its owner wants no phones here
            return;
        }
        String user = address.decodedUser();
        check.user(
                register,
                key,
                flow,
                domain,
                user,
                Purpose.REGISTER, // step 4: not somebody else's address
                (_, _, transaction, at) -> {
                    CompletionStage<Bindings.Accepted> stored = bindings.register(domain, user, register, flow);
                    Later.on(
                            tools.inbox(),
                            stored,
                            at,
                            (accepted, then) -> transaction.respond(response(register, accepted), then));
                },
                now);
    }

    private SipResponse response(SipRequest register, Bindings.@Nullable Accepted accepted) {
        if (accepted == null) {
            return tools.overload(register);
        }
        return switch (accepted.registration()) {
            case Registration.Refused(int status, String reason, int minExpires) -> {
                SipResponse.Builder refusal =
                        tools.response(register, status, tools.tokens().next()).reason(reason);
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
