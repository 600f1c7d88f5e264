package org.offhook.core.signalling.leg;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.engine.Deadline;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.core.signalling.message.Descriptions;
import org.offhook.core.signalling.message.VisibleHeaders;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.dialog.Dialog;
import org.offhook.protocols.sip.transaction.Failure;

/// A leg that an INVITE of the other side began (RFC 3261 §13.3): undecided until the script answers or refuses
/// it, or the other side gives up.
public final class IncomingLeg extends Leg implements ServerTransaction.User {

    private final ServerTransaction.OfInvite transaction;
    private final SipRequest invite;
    private final Session session;
    private final Deadline ringing;
    private final Provisionals provisionals;
    /// The script's answer, until what was sent reliably before it was acknowledged (RFC 3262 §3).
    private @Nullable String held;
    private boolean undecided = true;

    public IncomingLeg(Tools tools, ServerTransaction.OfInvite transaction, SipRequest invite, long now) {
        super(tools);
        this.transaction = transaction;
        this.invite = invite;
        Dialog dialog = Dialog.uas(invite, tools.tokens().next());
        this.session = new Session(tools, this, dialog, transaction.flow(), new Challenges(tools, null), false);
        establish(session);
        session.peer().notice(invite);
        if (Descriptions.in(invite) != null) {
            session.agreement().received();
        }
        provisionals = new Provisionals(tools, transaction, invite, session, this::unacknowledged);
        tools.legs().undecided(invite, transaction.flow().address(), this);
        transaction.user(this);
        ringing = new Deadline(tools.wheel(), this::rangTooLong);
        ringing.set(tools.limits().ringing().toNanos(), now);
    }

    /// The refusal of an INVITE whose session would have to be refreshed too often (RFC 4028 §9); null of any
    /// other.
    public static @Nullable SipResponse refusal(Tools tools, SipRequest invite) {
        return SessionClock.tooShort(tools, invite);
    }

    private String tag() {
        return session.dialog().id().localTag();
    }

    /// The INVITE has its final response.
    private void decided() {
        undecided = false;
        ringing.clear();
        provisionals.stop();
        tools.legs().decided(invite, transaction.flow().address());
    }

    @Override
    public void received(SipRequest request, ServerTransaction received, long now) {
        if (undecided && request.is(Method.BYE)) {
            // §15: a caller may end an early dialog; the INVITE is owed its answer.
            end(487, "Request Terminated", now);
            received.respond(tools.bare(request, 200), now);
            finish(new LegEvent.Ended(LegEvent.Cause.REMOTE, 487));
        } else if (undecided && request.is(Method.INVITE)) {
            received.respond(tools.bare(request, 500), now); // §14.2
        } else {
            session.received(request, received, now);
        }
    }

    /// RFC 3262 §3, §5.
    @Override
    void pracked(SipRequest prack, ServerTransaction received, long now) {
        if (!undecided || !provisionals.acknowledged(prack)) {
            received.respond(tools.bare(prack, 481), now);
            return;
        }
        String sdp = Descriptions.in(prack);
        if (session.agreement().isOffered()) {
            received.respond(tools.bare(prack, 200), now);
            if (sdp == null) {
                refuse(488, "Not Acceptable Here", Map.of(), now); // our offer has no answer
                return;
            }
            session.agreement().received();
            tell(new LegEvent.Renegotiated(sdp));
        } else if (sdp != null) {
            session.ask(prack, received, now);
        } else {
            received.respond(tools.bare(prack, 200), now);
        }
        provisionals.goOn(now);
        settled(now);
    }

    @Override
    void settled(long now) {
        String sdp = held;
        if (undecided && sdp != null && !isHeldUp()) {
            held = null;
            accept(sdp, now);
        }
    }

    /// Whether the final answer has to wait.
    private boolean isHeldUp() {
        return provisionals.isWaiting() || session.isAsking();
    }

    /// No PRACK came.
    private void unacknowledged(long now) {
        end(504, "Server Time-out", now);
        finish(new LegEvent.Ended(LegEvent.Cause.LOST, 408));
    }

    @Override
    void lostEarly(int status, long now) {
        if (undecided) {
            end(status, "Gone", now);
        }
        finish(new LegEvent.Ended(LegEvent.Cause.LOST, status));
    }

    @Override
    public void cancelled(long now) {
        if (undecided) {
            end(487, "Request Terminated", now);
            finish(new LegEvent.Ended(LegEvent.Cause.REMOTE, 487));
        }
    }

    @Override
    public void failed(Failure cause, long now) {
        if (undecided) {
            decided();
            session.fade(now);
            finish(new LegEvent.Ended(LegEvent.Cause.LOST, 503));
        }
        // A refusal that was never acknowledged is no news: the leg was over with it.
    }

    private void rangTooLong(long now) {
        end(480, "Temporarily Unavailable", now);
        finish(new LegEvent.Ended(LegEvent.Cause.LOST, 408));
    }

    @Override
    public void progress(int status, @Nullable String sdp, long now) {
        if (undecided && status > 100 && status < 200) {
            provisionals.send(status, sdp, now);
        }
    }

    @Override
    public void answer(String sdp, long now) {
        if (undecided && isHeldUp()) {
            held = sdp;
        } else if (undecided) {
            accept(sdp, now);
        }
    }

    @Override
    void agree(int offer, String sdp, long now) {
        session.agree(offer, sdp, now);
        settled(now);
    }

    @Override
    void decline(int offer, long now) {
        session.decline(offer, now);
        settled(now);
    }

    private void accept(String sdp, long now) {
        decided();
        boolean agreed = session.agreement().isReached();
        session.accept(transaction, invite, agreed ? null : sdp, true, now);
    }

    @Override
    public void refuse(int status, String reason, Map<String, String> headers, long now) {
        if (undecided) {
            SipResponse response = tools.response(invite, status, tag())
                    .reason(reason)
                    .headers(VisibleHeaders.add(headers))
                    .build();
            refuse(response, now);
        }
    }

    /// Refuses the INVITE with a response that was made elsewhere, such as a challenge.
    public void refuse(SipResponse response, long now) {
        if (undecided) {
            end(response, now);
            finish(new LegEvent.Ended(LegEvent.Cause.LOCAL, response.status()));
        }
    }

    @Override
    public void hangUp(long now) {
        if (undecided) {
            end(480, "Temporarily Unavailable", now);
            finish(new LegEvent.Ended(LegEvent.Cause.LOCAL, 480));
        } else {
            session.hangUp(now);
            finish(new LegEvent.Ended(LegEvent.Cause.LOCAL, 200));
        }
    }

    private void end(int status, String reason, long now) {
        end(tools.response(invite, status, tag()).reason(reason).build(), now);
    }

    /// Refuses the INVITE.
    private void end(SipResponse refusal, long now) {
        decided();
        transaction.respond(refusal, now);
        session.fade(now);
    }
}
