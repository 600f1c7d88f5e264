package org.offhook.core.signalling.leg;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.message.Descriptions;
import org.offhook.core.signalling.message.RecordingBody;
import org.offhook.core.signalling.message.VisibleHeaders;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Transport;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.NameAddr;
import org.offhook.protocols.sip.Params;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.Uri;
import org.offhook.protocols.sip.overload.Reduction;

/// An INVITE that a script ordered, found to be possible.
///
/// @param target the Request-URI
/// @param hop the URI that says where to send it
/// @param transport by which
/// @param from From with our tag
/// @param to To
/// @param routes the proxies that it goes through, the first of which is the hop; empty when there are none
public record Invitation(
        OutgoingInvite order,
        String callId,
        Uri target,
        SipUri hop,
        Transport transport,
        NameAddr from,
        NameAddr to,
        List<NameAddr> routes) {

    private static final String MAX_FORWARDS = "70";

    /// What was ordered, or null when its addresses are none or need a transport that is not served.
    public static @Nullable Invitation of(OutgoingInvite order, String callId, Tools tools) {
        Uri target = Uri.parse(order.target());
        Uri from = Uri.parse(order.from());
        Uri to = Uri.parse(order.to());
        List<NameAddr> routes = Reach.proxies(order.route());
        Uri hop = Reach.hop(target, order.route());
        if (target == null || from == null || to == null || !(hop instanceof SipUri next)) {
            return null;
        }
        Transport transport = Reach.transport(next);
        if (transport == null || !tools.identity().serves(transport)) {
            return null;
        }
        String display = order.fromName() == null ? "" : order.fromName();
        NameAddr caller =
                new NameAddr(display, from, Params.NONE).withTag(tools.tokens().next());
        return new Invitation(order, callId, requestUri(target), next, transport, caller, NameAddr.of(to), routes);
    }

    private static Uri requestUri(Uri target) {
        return target instanceof SipUri uri ? uri.asRequestUri() : target;
    }

    /// Where it goes when the hop is an address; null when its name has to be looked up.
    public @Nullable Flow literal() {
        return Reach.literal(hop, transport, order.route());
    }

    /// The INVITE.
    ///
    /// @param number its CSeq
    /// @param seconds until the session is to be refreshed
    SipRequest request(Tools tools, Flow by, long number, long seconds) {
        Headers added = VisibleHeaders.add(order.headers());
        Headers.Builder headers = Headers.builder()
                .add(
                        HeaderName.VIA,
                        Reduction.offering(
                                        tools.identity().via(by, tools.tokens().branch()))
                                .toString());
        if (!added.has(HeaderName.MAX_FORWARDS)) {
            headers.add(HeaderName.MAX_FORWARDS, MAX_FORWARDS);
        }
        for (NameAddr proxy : routes) {
            headers.add(HeaderName.ROUTE, proxy.toString());
        }
        headers.add(HeaderName.FROM, from.toString())
                .add(HeaderName.TO, to.toString())
                .add(HeaderName.CALL_ID, callId)
                .add(HeaderName.CSEQ, number + " INVITE")
                .addAll(tools.dialogFields(by, order.metadata() == null ? "" : RecordingBody.FEATURE)
                        .build())
                .addAll(SessionClock.initial(tools, seconds));
        if (!added.has(HeaderName.USER_AGENT)) {
            headers.add(HeaderName.USER_AGENT, tools.identity().product());
        }
        headers.addAll(added);
        Body description = tools.identity().described(order.sdp(), by);
        String metadata = order.metadata();
        if (metadata == null) {
            Descriptions.type(headers, order.sdp());
            return new SipRequest(Method.INVITE, target, headers.build(), description);
        }
        RecordingBody.type(headers);
        return new SipRequest(Method.INVITE, target, headers.build(), RecordingBody.of(description, metadata));
    }
}
