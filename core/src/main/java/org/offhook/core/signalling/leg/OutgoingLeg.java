package org.offhook.core.signalling.leg;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.engine.ClientTransaction;
import org.offhook.core.signalling.engine.Deadline;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.core.signalling.message.Descriptions;
import org.offhook.core.signalling.message.VisibleHeaders;
import org.offhook.core.signalling.net.Flow;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.Status;
import org.offhook.protocols.sip.dialog.Dialog;
import org.offhook.protocols.sip.dialog.DialogId;
import org.offhook.protocols.sip.dialog.Reliable;
import org.offhook.protocols.sip.dialog.SessionTerms;
import org.offhook.protocols.sip.transaction.Failure;

/// A leg that an INVITE of ours begins (RFC 3261 §13.2): it rings until the other side answers or refuses it,
/// or the script gives up. Of several answers, which proxies that fork can bring, the first is taken; the
/// others are acknowledged and ended.
public final class OutgoingLeg extends Leg implements ClientTransaction.User {

    /// Whoever says so asks to try elsewhere (RFC 3263 §4.3).
    private static final int OVERLOADED = 503;

    /// How long a place may say nothing when there is another one (TRUST §3): four INVITEs were sent by then.
    private static final Duration SILENCE = Duration.ofMillis(3_600);

    private final Invitation invitation;
    private final Challenges challenges;
    private final Deadline patience;
    private final Deadline silence;
    private final EarlyDialogs early;
    /// Where to try next when nobody can be reached at the place before.
    private List<Flow> places = List.of();
    private ClientTransaction.@Nullable OfInvite transaction;
    private boolean cancelWanted;
    private long number = 1;
    /// Until the session is to be refreshed, in seconds.
    private long refresh;
    /// A reliable response with an offer, whose PRACK waits for the script's answer.
    private @Nullable Owed owed;
    /// The ACK of each 2xx, for its repetitions.
    private final Map<DialogId, Acknowledged> acknowledged = new HashMap<>();
    /// Whether the 200 brought an offer that the script has to answer in the ACK.
    private boolean answerOwed;

    public OutgoingLeg(Tools tools, Invitation invitation) {
        super(tools);
        this.invitation = invitation;
        this.challenges = new Challenges(tools, invitation.order().credentials());
        this.patience = new Deadline(tools.wheel(), this::outOfPatience);
        this.silence = new Deadline(tools.wheel(), this::leaveSilence);
        this.early = new EarlyDialogs(tools, this::establish);
        this.refresh = tools.limits().dialogs().session().toSeconds();
    }

    private record Acknowledged(Session session, byte[] ack) {}

    private record Owed(EarlyDialogs.Early early, SipResponse response, int offer) {}

    /// Sends the INVITE to the first of `where`.
    ///
    /// @param otherwise why not, when there is none
    public void begin(List<Flow> where, String otherwise, long now) {
        if (isOver()) {
            return;
        }
        if (where.isEmpty()) {
            finish(new LegEvent.Refused(503, otherwise, Map.of()));
            return;
        }
        patience.set(tools.limits().ringing().toNanos(), now);
        tryAt(where, now);
    }

    /// Ends it because it may not go where it wants to.
    public void forbid(String host) {
        if (!isOver()) {
            finish(new LegEvent.NotAdmitted(host));
        }
    }

    private void tryAt(List<Flow> where, long now) {
        places = where.subList(1, where.size());
        Flow flow = where.getFirst();
        send(invitation.request(tools, flow, number, refresh), flow, now);
        Duration longest = invitation.order().silence();
        if (longest != null || !places.isEmpty()) {
            silence.set((longest == null ? SILENCE : longest).toNanos(), now);
        }
    }

    /// Nothing was heard from this place: what may come back yet is ended by [GivenUp].
    private void leaveSilence(long now) {
        ClientTransaction.OfInvite current = transaction;
        if (current != null && current.isUnheard() && session() == null && !isOver()) {
            GivenUp.leave(tools, this, challenges, current, now);
            failed(current.request(), Failure.TIMEOUT, now);
        }
    }

    private void send(SipRequest invite, Flow flow, long now) {
        transaction = (ClientTransaction.OfInvite) tools.transactions().send(invite, flow, this, now);
    }

    @Override
    public void responded(SipRequest request, SipResponse response, long now) {
        if (response.isProvisional()) {
            provisional(request, response, now);
        } else if (response.isSuccess()) {
            accepted(request, response, now);
        } else {
            refused(request, response, now);
        }
    }

    private void provisional(SipRequest request, SipResponse response, long now) {
        if (cancelWanted) {
            cancelWanted = false;
            cancel(now);
        } else if (response.status() > 100) {
            EarlyDialogs.Early dialog = early.of(request, response);
            if (dialog == null || !Reliable.isReliable(response)) {
                tell(new LegEvent.Ringing(response.status(), Descriptions.in(response)));
            } else if (dialog.isNext(response)) {
                reliable(dialog, response, now);
            }
        }
    }

    /// RFC 3262 §4: whatever it says is agreed upon.
    private void reliable(EarlyDialogs.Early dialog, SipResponse response, long now) {
        String sdp = Descriptions.in(response);
        Agreement agreement = dialog.session().agreement();
        if (sdp != null && !agreement.isReached()) {
            agreement.received();
        }
        if (sdp != null && agreement.isAsked() && !isOver()) {
            tell(new LegEvent.Ringing(response.status(), null));
            owed = new Owed(dialog, response, ask(sdp));
            return;
        }
        dialog.acknowledge(response, null, now);
        tell(new LegEvent.Ringing(response.status(), sdp));
    }

    private void accepted(SipRequest request, SipResponse response, long now) {
        DialogId id = DialogId.ofOurs(response);
        Acknowledged before = acknowledged.get(id);
        Session taken = session();
        if (before != null) {
            before.session().peer().sendBytes(before.ack()); // §13.2.2.4: the ACK was lost
            return;
        }
        boolean isTaken = taken != null && taken.dialog().id().equals(id);
        if (isTaken || acknowledged.size() >= tools.limits().dialogs().earlyDialogs()) {
            return;
        }
        Session known = early.take(id);
        Session session = known == null ? establish(request, response) : known;
        early.forget();
        owed = null;
        session.confirmed(response, now);
        if (taken != null || isOver()) {
            // A second answer, or one that crossed the CANCEL.
            acknowledge(session, Headers.NONE, Body.NONE);
            session.hangUp(now);
            return;
        }
        patience.clear();
        establish(session);
        Agreement agreement = session.agreement();
        String sdp = agreement.isReached() ? null : Descriptions.in(response);
        if (sdp != null) {
            agreement.received();
        } else {
            agreement.refused();
        }
        answerOwed = agreement.isAsked();
        if (answerOwed) {
            patience.set(tools.limits().decision().toNanos(), now);
        } else {
            acknowledge(session, Headers.NONE, Body.NONE);
        }
        tell(new LegEvent.Answered(sdp, VisibleHeaders.of(response.headers())));
    }

    private void acknowledge(Session session, Headers fields, Body body) {
        byte[] ack = session.peer().ack(number, fields, body);
        acknowledged.put(session.dialog().id(), new Acknowledged(session, ack));
    }

    private Session establish(SipRequest request, SipResponse response) {
        ClientTransaction.OfInvite current = transaction;
        if (current == null) {
            throw new IllegalStateException("an answer without a question");
        }
        Session session = new Session(tools, this, Dialog.uac(request, response), current.flow(), challenges, true);
        String offer = invitation.order().sdp();
        if (offer != null) {
            session.agreement().sent(offer);
        }
        return session;
    }

    private void refused(SipRequest request, SipResponse response, long now) {
        ClientTransaction.OfInvite current = transaction;
        early.forget();
        owed = null;
        if (isOver() || current == null) {
            patience.clear();
            return;
        }
        SipRequest again = challenges.answer(request, response, current.flow(), number + 1);
        if (again != null) {
            number++;
            send(again, current.flow(), now);
            return;
        }
        if (response.status() == 422 && SessionTerms.minimum(response) > refresh) {
            refresh = SessionTerms.minimum(response); // RFC 4028 §7.3
            number++;
            send(invitation.request(tools, current.flow(), number, refresh), current.flow(), now);
            return;
        }
        if (response.status() == OVERLOADED && !places.isEmpty()) {
            tools.failed(current.flow(), response, now);
            tryAt(places, now);
            return;
        }
        patience.clear();
        finish(new LegEvent.Refused(response.status(), response.reason(), VisibleHeaders.of(response.headers())));
    }

    @Override
    public void failed(SipRequest request, Failure cause, long now) {
        early.forget();
        if (!isOver() && !places.isEmpty()) {
            tools.failed(transaction == null ? places.getFirst() : transaction.flow(), null, now);
            tryAt(places, now);
            return;
        }
        patience.clear();
        ClientTransaction.OfInvite current = transaction;
        boolean dead = current != null && current.flow().connection() != Flow.ANY;
        int status = cause == Failure.TIMEOUT ? 408 : dead ? 430 : 503; // RFC 5626 §11.5
        finish(new LegEvent.Refused(status, Status.reason(status), Map.of()));
    }

    /// Nobody decided: the other side (it rang too long), the script (about the offer in the 200), or, after a
    /// CANCEL, anybody.
    private void outOfPatience(long now) {
        Session session = session();
        ClientTransaction.OfInvite current = transaction;
        if (session != null && answerOwed) {
            answerOwed = false;
            acknowledge(session, Headers.NONE, Body.NONE);
            session.lose(408, now);
        } else if (isOver()) {
            if (current != null) {
                tools.transactions().remove(current); // §9.1: 64·T1 after the CANCEL
            }
        } else {
            stopRinging(now);
            finish(new LegEvent.Refused(408, "Request Timeout", Map.of()));
        }
    }

    @Override
    public void received(SipRequest request, ServerTransaction received, long now) {
        DialogId id = DialogId.of(request);
        Session taken = session();
        Session session = taken != null && taken.dialog().id().equals(id) ? taken : early.find(id);
        if (session != null) {
            session.received(request, received, now);
        } else {
            // A dialog that is being ended because another answer was taken.
            int status = request.is(Method.BYE) ? 200 : 481;
            received.respond(tools.bare(request, status), now);
        }
    }

    /// Only who is called sends provisional responses.
    @Override
    void pracked(SipRequest prack, ServerTransaction received, long now) {
        received.respond(tools.bare(prack, 481), now);
    }

    @Override
    void settled(long now) {
        // The INVITE waits for the other side alone.
    }

    @Override
    void lostEarly(int status, long now) {
        if (!isOver()) {
            stopRinging(now);
            finish(new LegEvent.Ended(LegEvent.Cause.LOST, status));
        }
    }

    @Override
    public void progress(int status, @Nullable String sdp, long now) {
        // Only who was called makes progress.
    }

    /// The answer to the offer in the 200.
    @Override
    public void answer(String sdp, long now) {
        Session session = session();
        if (session != null && answerOwed) {
            answerOwed = false;
            patience.clear();
            session.agreement().sent(sdp);
            Headers.Builder fields = Headers.builder();
            Descriptions.type(fields, sdp);
            acknowledge(session, fields.build(), session.peer().description(sdp));
        }
    }

    @Override
    void agree(int offer, String sdp, long now) {
        Owed offered = owed;
        if (offered != null && offered.offer() == offer) {
            owed = null;
            offered.early().session().agreement().sent(sdp);
            offered.early().acknowledge(offered.response(), sdp, now);
        } else {
            early.asking(offer, session()).ifPresent(asking -> asking.agree(offer, sdp, now));
        }
    }

    /// An offer in a reliable response cannot be refused (RFC 6337 §3.1.1): the call is given up instead.
    @Override
    void decline(int offer, long now) {
        Owed offered = owed;
        if (offered != null && offered.offer() == offer) {
            stopRinging(now);
            finish(new LegEvent.Ended(LegEvent.Cause.LOCAL, 488));
        } else {
            early.asking(offer, session()).ifPresent(asking -> asking.decline(offer, now));
        }
    }

    @Override
    public void refuse(int status, String reason, Map<String, String> headers, long now) {
        // Only who was called refuses.
    }

    @Override
    public void hangUp(long now) {
        if (isOver()) {
            return;
        }
        Session session = session();
        if (session == null) {
            stopRinging(now);
            finish(new LegEvent.Ended(LegEvent.Cause.LOCAL, 487));
            return;
        }
        if (answerOwed) {
            answerOwed = false;
            patience.clear();
            acknowledge(session, Headers.NONE, Body.NONE);
        }
        session.hangUp(now);
        finish(new LegEvent.Ended(LegEvent.Cause.LOCAL, 200));
    }

    /// Sends a CANCEL, or sees to it that one is sent as soon as something is heard (§9.1).
    private void stopRinging(long now) {
        ClientTransaction.OfInvite current = transaction;
        if (current == null) {
            return; // The destination is still being looked up: nothing was sent.
        }
        if (current.isUnheard()) {
            cancelWanted = true;
        } else {
            cancel(now);
        }
    }

    private void cancel(long now) {
        ClientTransaction.OfInvite current = transaction;
        if (current != null) {
            patience.set(tools.limits().datagram().patience(), now);
            GivenUp.cancel(tools, current, now);
        }
    }
}
