package org.offhook.core.signalling.leg;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.engine.ClientTransaction;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.core.signalling.net.Flow;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.MediaType;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.dialog.Dialog;
import org.offhook.protocols.sip.dialog.OfferState;
import org.offhook.protocols.sip.transaction.Failure;

/// A dialog with a session in it: requests within the dialog both ways, from the first offer to the BYE.
///
/// What it owns besides the dialog: the 2xx that waits for its ACK, the INVITE of the other side that waits for
/// the script's answer, and the INVITE of ours that waits for theirs ([Reoffer]). At most one of the last two
/// exists, and no offer is open but theirs (RFC 3261 §14).
final class Session implements ServerTransaction.User {

    private final Tools tools;
    private final Leg leg;
    private final Flow known;
    private final Reoffer reoffer;
    private final Challenges challenges;
    private Dialog dialog;
    private OfferState offer = OfferState.STABLE;
    private @Nullable AckWait ackWait;
    private @Nullable Asked asked;
    private boolean byeAfterAck;
    private boolean closed;

    /// An INVITE of the other side that the script has to answer.
    private record Asked(ServerTransaction.OfInvite transaction, SipRequest invite, Deadline deadline) {}

    /// @param known the way by which the other side's messages come
    /// @param caller whether the dialog was made by an INVITE of ours
    Session(Tools tools, Leg leg, Dialog dialog, Flow known, Challenges challenges, boolean caller) {
        this.tools = tools;
        this.leg = leg;
        this.dialog = dialog;
        this.known = known;
        this.challenges = challenges;
        this.reoffer = new Reoffer(tools, this, caller);
        tools.legs().put(dialog.id(), leg);
    }

    Dialog dialog() {
        return dialog;
    }

    Leg leg() {
        return leg;
    }

    Challenges challenges() {
        return challenges;
    }

    /// An offer of theirs, that came with the INVITE that made the dialog, is open.
    void asked() {
        offer = offer.received();
    }

    // ---- their INVITE: 2xx and ACK

    /// Answers an INVITE of theirs with a 2xx (RFC 3261 §13.3.1.4).
    void accept(ServerTransaction transaction, SipRequest invite, String sdp, boolean initial, long now) {
        offer = offer.sent();
        dialog = dialog.confirm();
        SipResponse response = tools.response(invite, 200, dialog.id().localTag())
                .copy(HeaderName.RECORD_ROUTE, invite)
                .headers(tools.dialogFields(known.transport()).build())
                .body(MediaType.SDP.toString(), Body.of(sdp))
                .build();
        byte[] bytes = tools.transactions().write(response);
        ackWait = new AckWait(tools, this, transaction.flow(), invite.cseq().number(), initial, bytes, now);
        transaction.respond(200, bytes, now);
    }

    void acknowledged(SipRequest ack, long now) {
        AckWait wait = ackWait;
        if (wait != null && wait.isFor(ack.cseq().number())) {
            acknowledged(wait, Descriptions.in(ack), VisibleHeaders.of(ack.headers()), now);
        }
    }

    private void acknowledged(AckWait wait, @Nullable String sdp, Map<String, List<String>> headers, long now) {
        wait.stop();
        ackWait = null;
        boolean late = offer == OfferState.OFFERED;
        if (late && sdp == null) {
            // Our offer was accepted without an answer: there is no session.
            lose(488, now);
            return;
        }
        if (late) {
            offer = offer.received();
        }
        if (byeAfterAck) {
            bye(now);
        } else if (wait.isInitial()) {
            if (late) {
                leg.tell(new LegEvent.Answered(sdp, headers));
            }
            leg.tell(new LegEvent.Confirmed());
        } else if (late && sdp != null) {
            leg.tell(new LegEvent.Renegotiated(sdp));
        }
    }

    /// No ACK came for a 2xx of ours (§13.3.1.4, §14.2).
    void gaveUp(long now) {
        ackWait = null;
        lose(408, now);
    }

    @Override
    public void failed(Failure cause, long now) {
        if (asked != null) {
            forget(asked);
            lose(503, now);
        }
    }

    // ---- requests of theirs

    void received(SipRequest request, ServerTransaction transaction, long now) {
        if (closed && !request.is(Method.BYE)) {
            transaction.respond(tools.bare(request, 481), now);
            return;
        }
        switch (dialog.receive(request)) {
            case Dialog.Receipt.OutOfOrder _ -> transaction.respond(tools.bare(request, 500), now);
            case Dialog.Receipt.InOrder(Dialog next) -> {
                dialog = next;
                if (request.is(Method.BYE)) {
                    byed(request, transaction, now);
                } else if (request.is(Method.INVITE) && transaction instanceof ServerTransaction.OfInvite invite) {
                    reinvited(request, invite, now);
                } else if (request.is(Method.INFO)) {
                    Infos.received(tools, leg, request, transaction, now);
                } else if (request.is(Method.OPTIONS)) {
                    SipResponse able = tools.response(request, 200, null)
                            .headers(tools.dialogFields(known.transport()).build())
                            .build();
                    transaction.respond(able, now);
                } else {
                    transaction.respond(tools.bare(request, 405), now);
                }
            }
        }
    }

    private void byed(SipRequest bye, ServerTransaction transaction, long now) {
        transaction.respond(tools.bare(bye, 200), now);
        close(now);
        tools.legs().remove(dialog.id());
        leg.finish(new LegEvent.Ended(LegEvent.Cause.REMOTE, 200));
    }

    private void reinvited(SipRequest invite, ServerTransaction.OfInvite transaction, long now) {
        if (ackWait != null && offer != OfferState.OFFERED) {
            // Who sends the next INVITE has sent the ACK of the last; it was lost or overtaken (RFC 5407 §3.1.5).
            acknowledged(ackWait, null, Map.of(), now);
        }
        if (asked != null) {
            long seconds = tools.tokens().between(0, 11);
            transaction.respond(
                    tools.response(invite, 500, null)
                            .header(HeaderName.RETRY_AFTER, Long.toString(seconds))
                            .build(),
                    now); // §14.2
            return;
        }
        if (reoffer.isUnderWay() || offer != OfferState.STABLE) {
            transaction.respond(tools.bare(invite, 491), now); // §14.2
            return;
        }
        String sdp = Descriptions.in(invite);
        if (sdp != null) {
            offer = offer.received();
        }
        transaction.user(this);
        asked = new Asked(transaction, invite, new Deadline(tools, this::undecided));
        asked.deadline().set(tools.limits().decision().toNanos(), now);
        transaction.respond(tools.response(invite, 100, null).build(), now);
        leg.tell(new LegEvent.Reoffered(sdp));
    }

    private void undecided(long now) {
        refuse(500, "Server Internal Error", now);
    }

    /// CANCEL of the INVITE that the script has not answered (§9.2).
    @Override
    public void cancelled(long now) {
        refuse(487, "Request Terminated", now);
    }

    // ---- what the script asks for

    /// The script's answer to their INVITE.
    void answer(String sdp, long now) {
        Asked open = asked;
        if (open != null) {
            forget(open);
            accept(open.transaction(), open.invite(), sdp, false, now);
        }
    }

    /// The script's refusal of their INVITE.
    void refuse(int status, String reason, long now) {
        Asked open = asked;
        if (open != null) {
            forget(open);
            offer = offer.refused();
            SipResponse response =
                    tools.response(open.invite(), status, null).reason(reason).build();
            open.transaction().respond(response, now);
        }
    }

    private void forget(Asked open) {
        open.deadline().clear();
        asked = null;
    }

    void reoffer(String sdp, long now) {
        if (closed || byeAfterAck) {
            return;
        }
        if (offer != OfferState.STABLE || asked != null || ackWait != null || reoffer.isPending()) {
            leg.tell(new LegEvent.OfferRefused(491));
            return;
        }
        reoffer.begin(sdp, now);
    }

    /// Whether an INVITE of ours would not collide.
    boolean isQuiet() {
        return !closed && offer == OfferState.STABLE && asked == null && ackWait == null;
    }

    void offered() {
        offer = offer.sent();
    }

    void offerRefused() {
        offer = offer.refused();
    }

    /// A 2xx to an INVITE of ours within the dialog.
    void refreshed(SipResponse success, boolean answered) {
        dialog = dialog.confirm(success);
        offer = answered ? offer.received() : offer.refused();
    }

    void info(String contentType, String body, Map<String, String> headers, long now) {
        if (!closed && Infos.isContentType(contentType)) {
            Headers.Builder fields = Headers.builder().add(HeaderName.CONTENT_TYPE, contentType);
            fields.addAll(VisibleHeaders.add(headers));
            send(Method.INFO, fields.build(), Body.of(body), new Quiet(this), now);
        }
    }

    /// Ends the session with a BYE, after the ACK when that has not come (§15). The dialog stays known until
    /// the BYE is answered, for a BYE of theirs may cross it.
    void hangUp(long now) {
        if (closed) {
            return;
        }
        if (ackWait != null) {
            byeAfterAck = true;
        } else {
            bye(now);
        }
    }

    /// The other side is gone, or does not behave: the script hears it, and a BYE goes out for all that.
    void lose(int status, long now) {
        if (!closed) {
            bye(now);
        }
        leg.finish(new LegEvent.Ended(LegEvent.Cause.LOST, status));
    }

    private void bye(long now) {
        close(now);
        send(Method.BYE, Headers.NONE, Body.NONE, new Goodbye(this), now);
    }

    private void close(long now) {
        refuse(487, "Request Terminated", now); // §15.1.2: what is undecided is terminated
        closed = true;
        reoffer.stop();
        if (ackWait != null) {
            ackWait.stop();
            ackWait = null;
        }
    }

    /// The BYE was answered, or never will be.
    void gone() {
        tools.legs().remove(dialog.id());
    }

    // ---- requests of ours

    SipRequest send(Method method, Headers fields, Body body, ClientTransaction.User user, long now) {
        dialog = dialog.advance();
        Flow flow = flow();
        SipRequest request = dialog.request(
                method,
                dialog.localSeq(),
                tools.identity().via(flow.transport(), tools.tokens().branch()),
                fields,
                body);
        tools.transactions().send(request, flow, user, now);
        return request;
    }

    /// Sends a request again with an answer to the challenge it met; whether there was one.
    boolean sendAgain(SipRequest request, SipResponse challenged, ClientTransaction.User user, long now) {
        Flow flow = flow();
        SipRequest again = challenges.answer(request, challenged, flow.transport(), dialog.localSeq() + 1);
        if (again == null) {
            return false;
        }
        dialog = dialog.advance();
        tools.transactions().send(again, flow, user, now);
        return true;
    }

    /// The ACK of a 2xx to an INVITE of ours; the bytes, for the next repetition of the 2xx.
    byte[] ack(long number, Headers fields, Body body) {
        Flow flow = flow();
        SipRequest ack = dialog.request(
                Method.ACK,
                number,
                tools.identity().via(flow.transport(), tools.tokens().branch()),
                fields,
                body);
        byte[] bytes = tools.transactions().write(ack);
        tools.transactions().send(flow, bytes);
        return bytes;
    }

    void sendBytes(byte[] bytes) {
        tools.transactions().send(flow(), bytes);
    }

    Headers.Builder dialogFields() {
        return tools.dialogFields(flow().transport());
    }

    private Flow flow() {
        return Reach.within(dialog, known, tools.identity());
    }
}
