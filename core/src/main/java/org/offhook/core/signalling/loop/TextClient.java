package org.offhook.core.signalling.loop;

import java.util.List;
import java.util.function.IntConsumer;
import org.offhook.core.signalling.OutgoingText;
import org.offhook.core.signalling.engine.ClientTransaction;
import org.offhook.core.signalling.leg.Reach;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Transport;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.Uri;
import org.offhook.protocols.sip.transaction.Failure;

/// One MESSAGE of ours (RFC 3428 §4) on its way: to the first place that answers.
final class TextClient implements ClientTransaction.User {

    private static final String TYPE = "text/plain;charset=utf-8";

    private final Tools tools;
    private final OutgoingText order;
    private final String callId;
    private final IntConsumer whenDone;
    private Flow flow = Flow.udp("", 0);
    private List<Flow> places = List.of();
    private Uri target = SipUri.of(null, "invalid", SipUri.NO_PORT);
    private long number;

    private TextClient(Tools tools, OutgoingText order, String callId, IntConsumer whenDone) {
        this.tools = tools;
        this.order = order;
        this.callId = callId;
        this.whenDone = whenDone;
    }

    /// From any thread.
    static void send(Tools tools, OutgoingText order, String callId, IntConsumer whenDone) {
        if (!tools.inbox().offer(new TextClient(tools, order, callId, whenDone)::begin)) {
            whenDone.accept(503);
        }
    }

    private void begin(long now) {
        Uri uri = Uri.parse(order.target());
        Uri hop = Reach.hop(uri, order.route());
        Transport transport = hop instanceof SipUri next ? Reach.transport(next) : null;
        if (uri == null
                || Uri.parse(order.from()) == null
                || Uri.parse(order.to()) == null
                || !(hop instanceof SipUri next)
                || transport == null
                || !tools.identity().serves(transport)) {
            whenDone.accept(503);
            return;
        }
        target = uri instanceof SipUri sip ? sip.asRequestUri() : uri;
        Flow literal = Reach.literal(next, transport, order.route());
        tools.places(next, literal, now, (there, at) -> found(next, there, at));
    }

    private void found(SipUri hop, List<Flow> there, long now) {
        List<Flow> admitted = OutgoingCalls.admitted(order.destinations(), hop, there);
        if (admitted.isEmpty()) {
            whenDone.accept(there.isEmpty() ? 503 : 403);
            return;
        }
        tryAt(tools.outages().ordered(admitted), now);
    }

    private void tryAt(List<Flow> where, long now) {
        flow = where.getFirst();
        places = where.subList(1, where.size());
        number++;
        Headers.Builder start = tools.outside(flow);
        Reach.proxies(order.route()).forEach(proxy -> start.add(HeaderName.ROUTE, proxy.toString()));
        Headers headers = start.add(
                        HeaderName.FROM,
                        "<" + order.from() + ">;tag=" + tools.tokens().next())
                .add(HeaderName.TO, "<" + order.to() + ">")
                .add(HeaderName.CALL_ID, callId)
                .add(HeaderName.CSEQ, number + " MESSAGE")
                .add(HeaderName.USER_AGENT, tools.identity().product())
                .add(HeaderName.CONTENT_TYPE, TYPE)
                .build();
        tools.transactions()
                .send(new SipRequest(Method.MESSAGE, target, headers, Body.of(order.body())), flow, this, now);
    }

    @Override
    public void responded(SipRequest request, SipResponse response, long now) {
        if (response.status() == 503 && !places.isEmpty()) {
            tools.failed(flow, response, now);
            tryAt(places, now);
        } else if (response.isFinal()) {
            whenDone.accept(response.status());
        }
    }

    @Override
    public void failed(SipRequest request, Failure cause, long now) {
        if (!places.isEmpty()) {
            tools.failed(flow, null, now);
            tryAt(places, now);
        } else {
            whenDone.accept(cause == Failure.TIMEOUT ? 408 : 503);
        }
    }
}
