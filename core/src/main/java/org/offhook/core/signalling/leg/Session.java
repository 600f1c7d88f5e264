package org.offhook.core.signalling.leg;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.core.signalling.message.Descriptions;
import org.offhook.core.signalling.message.VisibleHeaders;
import org.offhook.core.signalling.net.Flow;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.dialog.Dialog;
import org.offhook.protocols.sip.dialog.SessionTerms;

/// A dialog with a session in it: requests within the dialog both ways, from the first offer to the BYE.
///
/// What it owns besides the dialog: the 2xx that waits for its ACK, the offer of the other side that waits for
/// the script's answer ([TheirOffer]), the INVITE of ours that waits for theirs ([Reoffer]), and the session
/// timer. At most one of the offers exists (RFC 3261 §14, RFC 3311 §5.2). The dialog may be early.
final class Session {

    private final Tools tools;
    private final Leg leg;
    private final Peer peer;
    private final Agreement agreement = new Agreement();
    private final Reoffer reoffer;
    private final TheirOffer theirs;
    private final SessionClock clock;
    private final Referring referring;
    private final TheirReferral theirReferral;
    private @Nullable AckWait ackWait;
    private boolean byeAfterAck;
    private boolean closed;

    /// @param known the way by which the other side's messages come
    /// @param caller whether the dialog was made by an INVITE of ours
    Session(Tools tools, Leg leg, Dialog dialog, Flow known, Challenges challenges, boolean caller) {
        this.tools = tools;
        this.leg = leg;
        this.peer = new Peer(tools, dialog, known, challenges);
        this.reoffer = new Reoffer(tools, this, caller);
        this.theirs = new TheirOffer(tools, this);
        this.clock = new SessionClock(tools, this);
        this.referring = new Referring(tools, this);
        this.theirReferral = new TheirReferral(tools, this);
        tools.legs().put(dialog.id(), leg);
    }

    Dialog dialog() {
        return peer.dialog();
    }

    Peer peer() {
        return peer;
    }

    Agreement agreement() {
        return agreement;
    }

    Leg leg() {
        return leg;
    }

    /// A 2xx to the INVITE of ours that made the dialog.
    void confirmed(SipResponse success, long now) {
        peer.confirm(success);
        peer.notice(success);
        clock.agreed(SessionTerms.accepted(success), now);
    }

    // ---- their INVITE: 2xx and ACK

    /// Answers an INVITE of theirs with a 2xx (RFC 3261 §13.3.1.4).
    ///
    /// @param sdp null when offer and answer were exchanged in reliable provisional responses
    void accept(ServerTransaction transaction, SipRequest invite, @Nullable String sdp, boolean initial, long now) {
        if (sdp != null) {
            agreement.sent(sdp);
        }
        peer.confirm();
        SipResponse response = success(invite, sdp, now);
        byte[] bytes = tools.transactions().write(response);
        ackWait = new AckWait(tools, this, transaction.flow(), invite.cseq().number(), initial, bytes, now);
        transaction.respond(200, bytes, now);
    }

    private SipResponse success(SipRequest request, @Nullable String sdp, long now) {
        Headers.Builder fields = peer.answerFields();
        if (dialog().confirmed() && !request.is(Method.PRACK)) {
            fields.addAll(clock.answering(request, now));
        }
        Descriptions.type(fields, sdp);
        return tools.response(request, 200, dialog().id().localTag())
                .copy(HeaderName.RECORD_ROUTE, request)
                .headers(fields.build())
                .content(peer.answer(sdp))
                .build();
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
        boolean late = agreement.isOffered();
        if (late && sdp == null) {
            // Our offer was accepted without an answer: there is no session.
            lose(488, now);
            return;
        }
        if (late) {
            agreement.received();
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

    // ---- requests of theirs

    void received(SipRequest request, ServerTransaction transaction, long now) {
        if (closed && !request.is(Method.BYE)) {
            transaction.respond(tools.bare(request, 481), now);
            return;
        }
        if (!peer.receives(request)) {
            transaction.respond(tools.bare(request, 500), now); // §12.2.2
        } else if (request.is(Method.BYE)) {
            byed(request, transaction, now);
        } else if (request.is(Method.INVITE) && transaction instanceof ServerTransaction.OfInvite invite) {
            reinvited(request, invite, now);
        } else if (request.is(Method.UPDATE)) {
            updated(request, transaction, now);
        } else if (request.is(Method.PRACK)) {
            leg.pracked(request, transaction, now);
        } else if (request.is(Method.REFER)) {
            theirReferral.received(request, transaction, now);
        } else if (request.is(Method.NOTIFY)) {
            referring.notified(request, transaction, now);
        } else if (request.is(Method.INFO)) {
            Infos.received(tools, leg, request, transaction, now);
        } else if (request.is(Method.MESSAGE)) {
            Texts.within(tools, dialog(), request, transaction, now);
        } else if (request.is(Method.OPTIONS)) {
            transaction.respond(peer.able(request), now);
        } else {
            transaction.respond(tools.bare(request, 405), now);
        }
    }

    private void byed(SipRequest bye, ServerTransaction transaction, long now) {
        transaction.respond(tools.bare(bye, 200), now);
        close(now);
        tools.legs().remove(dialog().id());
        leg.finish(new LegEvent.Ended(LegEvent.Cause.REMOTE, 200));
    }

    private void reinvited(SipRequest invite, ServerTransaction.OfInvite transaction, long now) {
        if (ackWait != null && !agreement.isOffered()) {
            // Who sends the next INVITE has sent the ACK of the last; it was lost or overtaken (RFC 5407 §3.1.5).
            acknowledged(ackWait, null, Map.of(), now);
        }
        if (isRefused(invite, transaction, theirs.isOpen(), now)) {
            return;
        }
        peer.notice(invite);
        transaction.respond(tools.response(invite, 100, null).build(), now);
        ask(invite, transaction, now);
    }

    /// RFC 3311 §5.2.
    private void updated(SipRequest update, ServerTransaction transaction, long now) {
        boolean offers = Descriptions.in(update) != null;
        boolean busy = offers && (theirs.isOpen() || agreement.isAsked());
        if (isRefused(update, transaction, busy, now)) {
            return;
        }
        peer.notice(update);
        if (offers) {
            ask(update, transaction, now);
        } else {
            transaction.respond(success(update, null, now), now);
        }
    }

    /// Refuses what comes at the wrong moment (RFC 3261 §14.2, RFC 3311 §5.2) or wants too much.
    ///
    /// @param busy whether an offer of theirs is being decided
    private boolean isRefused(SipRequest request, ServerTransaction transaction, boolean busy, long now) {
        SipResponse tooShort = SessionClock.tooShort(tools, request);
        boolean offers = request.is(Method.INVITE) || Descriptions.in(request) != null;
        if (tooShort != null) {
            transaction.respond(tooShort, now);
        } else if (busy) {
            String seconds = Long.toString(tools.tokens().between(0, 11));
            transaction.respond(
                    tools.response(request, 500, null)
                            .header(HeaderName.RETRY_AFTER, seconds)
                            .build(),
                    now);
        } else if (offers && (reoffer.isUnderWay() || !agreement.isStable())) {
            transaction.respond(tools.bare(request, 491), now);
        } else {
            return false;
        }
        return true;
    }

    /// Hands the offer in a request of theirs, or their wish for one, to the script.
    void ask(SipRequest request, ServerTransaction transaction, long now) {
        String sdp = Descriptions.in(request);
        if (sdp != null) {
            agreement.received();
        }
        theirs.open(transaction, request, leg.ask(sdp), now);
    }

    // ---- what the script asks for

    /// Whether this offer of theirs waits for the script.
    boolean isAsking(int offer) {
        return theirs.is(offer);
    }

    /// The script's answer to an offer of theirs.
    void agree(int offer, String sdp, long now) {
        TheirOffer.Asked open = theirs.is(offer) ? theirs.take() : null;
        if (open == null) {
            return;
        }
        if (open.request().is(Method.INVITE)) {
            accept(open.transaction(), open.request(), sdp, false, now);
        } else {
            agreement.sent(sdp);
            open.transaction().respond(success(open.request(), sdp, now), now);
            leg.settled(now);
        }
    }

    /// Whether an offer of theirs waits for the script.
    boolean isAsking() {
        return theirs.isOpen();
    }

    /// The script's refusal of an offer of theirs.
    void decline(int offer, long now) {
        if (theirs.is(offer)) {
            theirs.refuse(488, "Not Acceptable Here", now);
        }
    }

    void reoffer(String sdp, long now) {
        if (closed || byeAfterAck) {
            return;
        }
        if (!isQuiet() || reoffer.isPending()) {
            leg.tell(new LegEvent.OfferRefused(491));
            return;
        }
        reoffer.begin(sdp, now);
    }

    /// Whether an INVITE of ours would not collide.
    boolean isQuiet() {
        return !closed && agreement.isStable() && !theirs.isOpen() && ackWait == null;
    }

    /// An INVITE of ours within the dialog was refused.
    void offerRefused(SipResponse refusal, long now) {
        agreement.refused();
        clock.refused(refusal, now);
    }

    /// A 2xx to an INVITE of ours within the dialog.
    void refreshed(SipResponse success, boolean answered, long now) {
        peer.confirm(success);
        peer.notice(success);
        if (answered) {
            agreement.received();
        } else {
            agreement.refused();
        }
        clock.agreed(SessionTerms.accepted(success), now);
    }

    /// Sends the description that stands once more; whether that was possible.
    boolean offerAgain(long now) {
        String sdp = agreement.described();
        if (sdp == null || !isQuiet() || reoffer.isPending()) {
            return false;
        }
        reoffer.begin(sdp, now);
        return true;
    }

    /// The fields of the session timer for an INVITE of ours.
    Headers timerFields() {
        return clock.asking();
    }

    void refer(String target, long now) {
        if (closed || byeAfterAck || !dialog().confirmed()) {
            leg.tell(new LegEvent.ReferAnswered(481));
        } else {
            referring.refer(target, now);
        }
    }

    TheirReferral theirReferral() {
        return theirReferral;
    }

    void info(String contentType, String body, Map<String, String> headers, long now) {
        if (!closed && Infos.isContentType(contentType)) {
            Headers.Builder fields = Headers.builder().add(HeaderName.CONTENT_TYPE, contentType);
            fields.addAll(VisibleHeaders.add(headers));
            peer.send(Method.INFO, fields.build(), Body.of(body), new Quiet(this), now);
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
        if (!dialog().confirmed()) {
            leg.lostEarly(status, now);
            return;
        }
        if (!closed) {
            bye(now);
        }
        leg.finish(new LegEvent.Ended(LegEvent.Cause.LOST, status));
    }

    private void bye(long now) {
        close(now);
        peer.send(Method.BYE, Headers.NONE, Body.NONE, new Goodbye(this), now);
    }

    private void close(long now) {
        theirReferral.stop(now);
        theirs.refuse(487, "Request Terminated", now); // §15.1.2: what is undecided is terminated
        closed = true;
        clock.stop();
        reoffer.stop();
        if (ackWait != null) {
            ackWait.stop();
            ackWait = null;
        }
    }

    /// The dialog never came to be; what was asked in it is terminated.
    void fade(long now) {
        close(now);
        gone();
    }

    /// The BYE was answered, or never will be; or the dialog never came to be.
    void gone() {
        clock.stop();
        tools.legs().remove(dialog().id());
    }
}
