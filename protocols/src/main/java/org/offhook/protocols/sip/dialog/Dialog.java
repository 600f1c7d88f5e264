package org.offhook.protocols.sip.dialog;

import java.util.List;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.NameAddr;
import org.offhook.protocols.sip.Params;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.Uri;
import org.offhook.protocols.sip.Via;

/// The state of a dialog (RFC 3261 §12), early or confirmed.
///
/// @param id Call-ID and tags
/// @param local our address with our tag: the From of our requests
/// @param remote the address of the other side with its tag: the To of our requests
/// @param target where the other side wants its requests: its latest Contact
/// @param routes the proxies between, the nearest first
/// @param localSeq the number of our latest request
/// @param remoteSeq the number of their latest request, or [#NO_SEQ]
/// @param confirmed whether a 2xx was sent or received
public record Dialog(
        DialogId id,
        NameAddr local,
        NameAddr remote,
        Uri target,
        List<NameAddr> routes,
        long localSeq,
        long remoteSeq,
        boolean confirmed) {

    /// [#remoteSeq] before their first request.
    public static final long NO_SEQ = -1;

    private static final String MAX_FORWARDS = "70";

    /// The dialog of an INVITE or SUBSCRIBE that was received, once it is answered with `localTag` (§12.1.1).
    public static Dialog uas(SipRequest invite, String localTag) {
        NameAddr local = invite.to().withTag(localTag);
        DialogId id = new DialogId(
                invite.callId(),
                localTag,
                invite.from().tag() == null ? "" : invite.from().tag());
        return new Dialog(
                id,
                local,
                invite.from(),
                target(invite.contacts(), invite.from().uri()),
                List.copyOf(invite.recordRoutes()),
                0,
                invite.cseq().number(),
                false);
    }

    /// The dialog of an INVITE that was sent, as a response to it with a tag makes it (§12.1.2).
    public static Dialog uac(SipRequest invite, SipResponse response) {
        return new Dialog(
                DialogId.ofOurs(response),
                invite.from(),
                response.to(),
                target(response.contacts(), invite.uri()),
                response.recordRoutes().reversed().stream().toList(),
                invite.cseq().number(),
                NO_SEQ,
                response.isSuccess());
    }

    /// A Contact is mandatory here; the senders of RFC 2543 that leave it out are reached where they were
    /// before.
    private static Uri target(List<NameAddr> contacts, Uri otherwise) {
        return contacts.isEmpty() ? otherwise : contacts.getFirst().uri();
    }

    /// Confirmed by our 2xx.
    public Dialog confirm() {
        return new Dialog(id, local, remote, target, routes, localSeq, remoteSeq, true);
    }

    /// Confirmed by their 2xx: an early dialog takes its route set anew (§13.2.2.4); a confirmed one keeps it
    /// and takes the target (§12.2.1.2).
    public Dialog confirm(SipResponse success) {
        return new Dialog(
                id,
                local,
                remote,
                target(success.contacts(), target),
                confirmed ? routes : success.recordRoutes().reversed().stream().toList(),
                localSeq,
                remoteSeq,
                true);
    }

    /// Takes notice of a request of theirs, unless it is out of order and owed a 500 (§12.2.2). An INVITE, UPDATE or
    /// SUBSCRIBE brings a new target.
    public Receipt receive(SipRequest request) {
        long number = request.cseq().number();
        if (request.is(Method.ACK)) {
            return new Receipt.InOrder(this);
        }
        if (remoteSeq != NO_SEQ && number <= remoteSeq) {
            return new Receipt.OutOfOrder();
        }
        boolean refreshes = request.is(Method.INVITE) || request.is(Method.UPDATE) || request.is(Method.SUBSCRIBE);
        Uri next = refreshes ? target(request.contacts(), target) : target;
        return new Receipt.InOrder(new Dialog(id, local, remote, next, routes, localSeq, number, confirmed));
    }

    /// Whether a request fits into the dialog.
    public sealed interface Receipt {

        /// It does; the dialog goes on as `next`.
        record InOrder(Dialog next) implements Receipt {}

        /// It is older than one that was received before.
        record OutOfOrder() implements Receipt {}
    }

    /// With the number for one more request of ours.
    public Dialog advance() {
        return new Dialog(id, local, remote, target, routes, localSeq + 1, remoteSeq, confirmed);
    }

    /// A request of ours (§12.2.1.1).
    ///
    /// @param number [#localSeq] after [#advance]; of an ACK the number of its INVITE (§13.2.2.4)
    /// @param more fields of the method, such as Contact
    public SipRequest request(Method method, long number, Via via, Headers more, Body body) {
        Headers.Builder headers =
                Headers.builder().add(HeaderName.VIA, via.toString()).add(HeaderName.MAX_FORWARDS, MAX_FORWARDS);
        Uri uri = withoutHeaders(target);
        if (!routes.isEmpty()) {
            int first = 0;
            if (!isLoose(routes.getFirst())) {
                // A strict router of RFC 2543 wants itself in the request line and the target behind the routes.
                uri = withoutHeaders(routes.getFirst().uri());
                first = 1;
            }
            for (NameAddr route : routes.subList(first, routes.size())) {
                headers.add(HeaderName.ROUTE, route.toString());
            }
            if (first == 1) {
                headers.add(HeaderName.ROUTE, new NameAddr("", target, Params.NONE).toString());
            }
        }
        headers.add(HeaderName.FROM, local.toString())
                .add(HeaderName.TO, remote.toString())
                .add(HeaderName.CALL_ID, id.callId())
                .add(HeaderName.CSEQ, number + " " + method)
                .addAll(more);
        return new SipRequest(method, uri, headers.build(), body);
    }

    /// Where a request of ours is sent: the nearest proxy, or the target.
    public Uri nextHop() {
        return routes.isEmpty() ? target : routes.getFirst().uri();
    }

    private static boolean isLoose(NameAddr route) {
        return route.uri() instanceof SipUri uri && uri.isLooseRouter();
    }

    private static Uri withoutHeaders(Uri uri) {
        return uri instanceof SipUri sip ? sip.asRequestUri() : uri;
    }
}
