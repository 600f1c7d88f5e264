package org.offhook.core.signalling.loop;

import java.net.InetAddress;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.engine.ClientTransaction;
import org.offhook.core.signalling.engine.Outages;
import org.offhook.core.signalling.leg.Reach;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Transport;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.text.Hosts;
import org.offhook.protocols.sip.transaction.Failure;

/// One OPTIONS (RFC 3261 §11): is somebody there?
final class OptionsClient implements ClientTransaction.User {

    private static final int SILENCE = 408;
    private static final int UNAVAILABLE = 503;

    private final Tools tools;
    private final SipUri uri;
    private final String callId;
    private final @Nullable DestinationPolicy destinations;
    private final Answer answer;

    @FunctionalInterface
    private interface Answer {
        void is(int status, long now);
    }

    private OptionsClient(
            Tools tools, SipUri uri, String callId, @Nullable DestinationPolicy destinations, Answer answer) {
        this.tools = tools;
        this.uri = uri;
        this.callId = callId;
        this.destinations = destinations;
        this.answer = answer;
    }

    /// From any thread.
    static void send(
            Tools tools, String to, String callId, @Nullable DestinationPolicy destinations, IntConsumer answer) {
        SipUri uri = SipUri.parse(to);
        boolean taken = uri != null
                && tools.inbox()
                        .offer(now -> new OptionsClient(
                                        tools, uri, callId, destinations, (status, _) -> answer.accept(status))
                                .begin(now));
        if (!taken) {
            answer.accept(UNAVAILABLE);
        }
    }

    /// Asks one place behind a name; on the loop.
    static void send(Tools tools, Flow place, String callId, Outages.Answer answer, long now) {
        String host = place.peer().isEmpty() ? place.address() : place.peer();
        SipUri uri = SipUri.parse("sip:" + Hosts.bracketed(host) + ";transport="
                + place.transport().parameter());
        if (uri != null) {
            new OptionsClient(
                            tools,
                            uri,
                            callId,
                            null,
                            (status, at) -> answer.is(status != SILENCE && status != UNAVAILABLE, at))
                    .found(List.of(place), now);
        }
    }

    private void begin(long now) {
        Transport transport = Reach.transport(uri);
        if (transport == null || !tools.identity().serves(transport)) {
            answer.is(UNAVAILABLE, now);
            return;
        }
        Flow literal = Reach.literal(uri, transport);
        tools.places(uri, literal, now, this::found);
    }

    private void found(List<Flow> there, long now) {
        Flow flow = there.stream().filter(this::admits).findFirst().orElse(null);
        if (flow == null) {
            answer.is(UNAVAILABLE, now);
            return;
        }
        String own = tools.identity().contact(flow);
        Headers headers = tools.outside(flow)
                .add(HeaderName.FROM, own + ";tag=" + tools.tokens().next())
                .add(HeaderName.TO, "<" + uri + ">")
                .add(HeaderName.CALL_ID, callId)
                .add(HeaderName.CSEQ, "1 OPTIONS")
                .add(HeaderName.CONTACT, own)
                .add(HeaderName.USER_AGENT, tools.identity().product())
                .build();
        SipRequest options = new SipRequest(Method.OPTIONS, uri.asRequestUri(), headers, Body.NONE);
        tools.transactions().send(options, flow, this, now);
    }

    private boolean admits(Flow flow) {
        return destinations == null
                || destinations.admits(Hosts.bare(uri.host()), flow.port(), InetAddress.ofLiteral(flow.address()));
    }

    @Override
    public void responded(SipRequest request, SipResponse response, long now) {
        if (response.isFinal()) {
            answer.is(response.status(), now);
        }
    }

    @Override
    public void failed(SipRequest request, Failure cause, long now) {
        answer.is(cause == Failure.TIMEOUT ? SILENCE : UNAVAILABLE, now);
    }
}
