package org.offhook.core.signalling.leg;

import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.engine.ClientTransaction;
import org.offhook.core.signalling.net.Flow;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.dialog.Dialog;

/// The other side of a dialog: what is known of it, and requests to it.
final class Peer {

    private final Tools tools;
    private final Flow known;
    private final Challenges challenges;
    private Dialog dialog;
    private boolean updatable;

    /// @param known the way by which its messages come
    Peer(Tools tools, Dialog dialog, Flow known, Challenges challenges) {
        this.tools = tools;
        this.dialog = dialog;
        this.known = known;
        this.challenges = challenges;
    }

    Dialog dialog() {
        return dialog;
    }

    /// A request of its; whether it is in order.
    boolean receives(SipRequest request) {
        if (dialog.receive(request) instanceof Dialog.Receipt.InOrder(Dialog next)) {
            dialog = next;
            return true;
        }
        return false;
    }

    /// Our 2xx makes the dialog.
    void confirm() {
        dialog = dialog.confirm();
    }

    /// Its 2xx makes or refreshes the dialog.
    void confirm(SipResponse success) {
        dialog = dialog.confirm(success);
    }

    /// Takes notice of what it can do.
    void notice(SipMessage message) {
        if (message.headers().has(HeaderName.ALLOW)) {
            updatable = message.headers().tokens(HeaderName.ALLOW).contains(Method.UPDATE.name());
        }
    }

    /// Whether it says that it takes UPDATE (RFC 3311 §4).
    boolean mayUpdate() {
        return updatable;
    }

    void mayNotUpdate() {
        updatable = false;
    }

    SipRequest send(Method method, Headers fields, Body body, ClientTransaction.User user, long now) {
        dialog = dialog.advance();
        Flow flow = flow();
        SipRequest request = dialog.request(
                method,
                dialog.localSeq(),
                tools.identity().via(flow, tools.tokens().branch()),
                fields,
                body);
        tools.transactions().send(request, flow, user, now);
        return request;
    }

    /// Sends a request again with an answer to the challenge it met; whether there was one.
    boolean sendAgain(SipRequest request, SipResponse challenged, ClientTransaction.User user, long now) {
        Flow flow = flow();
        SipRequest again = challenges.answer(request, challenged, flow, dialog.localSeq() + 1);
        if (again == null) {
            return false;
        }
        dialog = dialog.advance();
        tools.transactions().send(again, flow, user, now);
        return true;
    }

    /// The ACK of a 2xx to an INVITE of ours; the bytes, for the next repetition of the 2xx.
    ///
    /// @param number the CSeq of the INVITE
    byte[] ack(long number, Headers fields, Body body) {
        Flow flow = flow();
        SipRequest ack = dialog.request(
                Method.ACK, number, tools.identity().via(flow, tools.tokens().branch()), fields, body);
        byte[] bytes = tools.transactions().write(ack);
        tools.transactions().send(flow, bytes);
        return bytes;
    }

    void sendBytes(byte[] bytes) {
        tools.transactions().send(flow(), bytes);
    }

    /// The fields of a 2xx.
    Headers.Builder answerFields() {
        return tools.dialogFields(known);
    }

    /// The answer to an OPTIONS of theirs.
    SipResponse able(SipRequest options) {
        return tools.response(options, 200, null)
                .headers(answerFields().build())
                .build();
    }

    /// The fields of a request that refreshes the dialog.
    Headers.Builder fields() {
        return tools.dialogFields(flow());
    }

    /// A description of ours for a request.
    Body description(@Nullable String sdp) {
        return tools.identity().described(sdp, flow());
    }

    /// A description of ours for a 2xx.
    Body answer(@Nullable String sdp) {
        return tools.identity().described(sdp, known);
    }

    private Flow flow() {
        return Reach.within(dialog, known, tools.identity());
    }
}
