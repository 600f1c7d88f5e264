package org.offhook.core.signalling.loop;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.OutgoingRegister;
import org.offhook.core.signalling.RegisterEvent;
import org.offhook.core.signalling.Registering;
import org.offhook.core.signalling.engine.ClientTransaction;
import org.offhook.core.signalling.engine.TimerWheel;
import org.offhook.core.signalling.leg.Challenges;
import org.offhook.core.signalling.leg.Reach;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Transport;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.NameAddr;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.Uri;
import org.offhook.protocols.sip.transaction.Failure;

/// One binding at somebody else's registrar (RFC 3261 §10.2): made, refreshed at half of its life so that a
/// refresh that is lost can be tried again, and removed.
final class RegisterClient extends TimerWheel.Timed implements ClientTransaction.User {

    private static final long SECOND = 1_000_000_000L;

    private final Tools tools;
    private final OutgoingRegister order;
    private final String callId;
    private final Consumer<RegisterEvent> events;
    private final Challenges challenges;
    private long lifetime;
    private @Nullable Uri registrar;
    private String from = "";
    private List<Flow> places = List.of();
    private @Nullable Flow flow;
    private long number;
    /// When the registrar forgets us; 0 when it never knew us.
    private long until;
    private boolean asking;
    private boolean leaving;
    private boolean removing;
    private boolean over;

    private RegisterClient(Tools tools, OutgoingRegister order, String callId, Consumer<RegisterEvent> events) {
        this.tools = tools;
        this.order = order;
        this.callId = callId;
        this.events = events;
        this.challenges = new Challenges(tools, order.credentials());
        this.lifetime = order.lifetime().toSeconds();
    }

    /// From any thread.
    static Registering.Kept register(
            Tools tools, OutgoingRegister order, String callId, Consumer<RegisterEvent> events) {
        RegisterClient client = new RegisterClient(tools, order, callId, events);
        if (!tools.inbox().offer(client::begin)) {
            events.accept(new RegisterEvent.Refused(503, "Service Unavailable"));
        }
        return () -> tools.inbox().put(client::remove);
    }

    private void begin(long now) {
        Uri hop = Uri.parse(order.route() == null ? order.registrar() : order.route());
        Uri address = Uri.parse(order.address());
        registrar = Uri.parse(order.registrar());
        Transport transport = hop instanceof SipUri next ? Reach.transport(next) : null;
        if (registrar == null
                || address == null
                || !(hop instanceof SipUri next)
                || transport == null
                || !tools.identity().serves(transport)) {
            end(new RegisterEvent.Refused(503, "Destination Not Usable"));
            return;
        }
        from = NameAddr.of(address).withTag(tools.tokens().next()).toString();
        asking = true;
        Flow literal = Reach.literal(next, transport);
        tools.places(next, literal, now, this::found);
    }

    private void found(List<Flow> there, long now) {
        asking = false;
        if (over) {
            return;
        }
        if (leaving) {
            end(new RegisterEvent.Removed());
        } else if (there.isEmpty()) {
            end(new RegisterEvent.Refused(503, "Destination Not Found"));
        } else {
            flow = there.getFirst();
            places = there.subList(1, there.size());
            ask(lifetime, now);
        }
    }

    /// @param seconds 0 removes the binding
    private void ask(long seconds, long now) {
        Flow by = flow;
        Uri target = registrar;
        if (by == null || target == null) {
            return;
        }
        removing = seconds == 0;
        number++;
        Headers headers = tools.outside(by)
                .add(HeaderName.FROM, from)
                .add(HeaderName.TO, "<" + order.address() + ">")
                .add(HeaderName.CALL_ID, callId)
                .add(HeaderName.CSEQ, number + " REGISTER")
                .add(HeaderName.CONTACT, tools.identity().contact(by))
                .add(HeaderName.EXPIRES, Long.toString(seconds))
                .add(HeaderName.USER_AGENT, tools.identity().product())
                .build();
        send(new SipRequest(Method.REGISTER, target, headers, Body.NONE), by, now);
    }

    private void send(SipRequest register, Flow by, long now) {
        asking = true;
        tools.transactions().send(register, by, this, now);
    }

    @Override
    public void responded(SipRequest request, SipResponse response, long now) {
        Flow by = flow;
        if (!response.isFinal() || by == null) {
            return;
        }
        asking = false;
        SipRequest again = challenges.answer(request, response, by, number + 1);
        long least = response.status() == 423 ? leastAllowed(response) : 0;
        if (again != null) {
            number++;
            send(again, by, now);
        } else if (removing) {
            end(new RegisterEvent.Removed());
        } else if (response.isSuccess()) {
            bound(granted(response, by), now);
        } else if (least > lifetime && !leaving) {
            lifetime = least; // §10.2.8
            ask(lifetime, now);
        } else {
            lost(response.status(), response.reason(), now);
        }
    }

    @Override
    public void failed(SipRequest request, Failure cause, long now) {
        asking = false;
        boolean silent = cause == Failure.TIMEOUT;
        if (until == 0 && !places.isEmpty()) {
            found(places, now);
        } else {
            lost(silent ? 408 : 503, silent ? "Request Timeout" : "Service Unavailable", now);
        }
    }

    private void bound(long seconds, long now) {
        until = now + seconds * SECOND;
        if (leaving) {
            ask(0, now);
            return;
        }
        tools.wheel().set(this, now + seconds * SECOND / 2, now);
        events.accept(new RegisterEvent.Registered(Duration.ofSeconds(seconds)));
    }

    /// What may pass is tried again while the binding lives.
    private void lost(int status, String reason, long now) {
        boolean passing = status == 408 || status / 100 == 5;
        long rest = until - now;
        if (leaving) {
            end(new RegisterEvent.Removed());
        } else if (passing && until != 0 && rest > SECOND) {
            tools.wheel().set(this, now + rest / 2, now);
        } else {
            end(new RegisterEvent.Refused(status, reason));
        }
    }

    /// Time for a refresh.
    @Override
    public void fire(long now) {
        ask(lifetime, now);
    }

    private void remove(long now) {
        if (over || leaving) {
            return;
        }
        leaving = true;
        tools.wheel().clear(this);
        if (asking) {
            return; // What comes back decides.
        }
        if (until == 0) {
            end(new RegisterEvent.Removed());
        } else {
            ask(0, now);
        }
    }

    private void end(RegisterEvent last) {
        if (!over) {
            over = true;
            tools.wheel().clear(this);
            events.accept(last);
        }
    }

    /// How long the binding lives (§10.2.4): what stands with our Contact, else in Expires, else what was asked
    /// for.
    private long granted(SipResponse response, Flow by) {
        NameAddr own = NameAddr.parse(tools.identity().contact(by));
        long seconds = response.expires();
        for (NameAddr contact : response.contacts()) {
            String expires = contact.params().get("expires");
            boolean ours = own != null
                    && own.uri() instanceof SipUri we
                    && contact.uri() instanceof SipUri it
                    && we.sameAs(it);
            if (ours && expires != null) {
                seconds = SipMessage.seconds(expires);
            }
        }
        return seconds < 1 ? lifetime : seconds;
    }

    private static long leastAllowed(SipResponse response) {
        String least = response.header(HeaderName.MIN_EXPIRES);
        return least == null ? 0 : SipMessage.seconds(least);
    }
}
