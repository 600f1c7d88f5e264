package org.offhook.core.signalling.leg;

import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.engine.ClientTransaction;
import org.offhook.core.signalling.engine.TimerWheel;
import org.offhook.core.signalling.message.Descriptions;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.transaction.Failure;

/// An INVITE of ours within a dialog (RFC 3261 §14.1). When it collides with one of theirs it is tried again
/// after a while that differs for the two sides.
final class Reoffer extends TimerWheel.Timed implements ClientTransaction.User {

    private static final long MILLISECOND = 1_000_000;
    private static final int ATTEMPTS = 4;

    private final Tools tools;
    private final Session session;
    private final boolean caller;
    private @Nullable String sdp;
    private boolean underWay;
    private int attempt;
    private byte @Nullable [] ack;
    private long acked = -1;

    /// @param caller whether the Call-ID is ours
    Reoffer(Tools tools, Session session, boolean caller) {
        this.tools = tools;
        this.session = session;
        this.caller = caller;
    }

    /// Whether an INVITE of ours is under way or about to be tried again.
    boolean isPending() {
        return sdp != null;
    }

    /// Whether an INVITE of ours is under way.
    boolean isUnderWay() {
        return underWay;
    }

    void begin(String offer, long now) {
        sdp = offer;
        attempt = 1;
        send(offer, now);
    }

    /// Gives up an INVITE that has not been sent again yet; one that is under way is only no longer told of.
    void stop() {
        tools.wheel().clear(this);
        sdp = null;
    }

    private void send(String offer, long now) {
        session.agreement().sent(offer);
        underWay = true;
        Headers.Builder fields = session.peer().fields().addAll(session.timerFields());
        Descriptions.type(fields, offer);
        session.peer().send(Method.INVITE, fields.build(), session.peer().description(offer), this, now);
    }

    @Override
    public void responded(SipRequest request, SipResponse response, long now) {
        if (response.isProvisional()) {
            return;
        }
        if (response.isSuccess()) {
            accepted(request, response, now);
            return;
        }
        if (sdp != null && session.peer().sendAgain(request, response, this, now)) {
            return;
        }
        underWay = false;
        session.offerRefused(response, now);
        int status = response.status();
        if (sdp == null || (status == 491 && tryLater(now))) {
            return;
        }
        sdp = null;
        if (status == 481 || status == 408) {
            session.lose(status, now); // §14.1
        } else {
            session.leg().tell(new LegEvent.OfferRefused(status));
        }
    }

    /// §14.1: after 2.1 to 4 s for who made the Call-ID, up to 2 s for the other, in units of 10 ms.
    private boolean tryLater(long now) {
        if (attempt == ATTEMPTS) {
            return false;
        }
        attempt++;
        long units = caller ? tools.tokens().between(210, 401) : tools.tokens().between(0, 201);
        tools.wheel().set(this, now + units * 10 * MILLISECOND, now);
        return true;
    }

    private void accepted(SipRequest request, SipResponse response, long now) {
        long number = request.cseq().number();
        if (acked == number && ack != null) {
            session.peer().sendBytes(ack);
            return;
        }
        String answer = Descriptions.in(response);
        boolean told = sdp != null;
        underWay = false;
        sdp = null;
        acked = number;
        session.refreshed(response, answer != null, now);
        ack = session.peer().ack(number, Headers.NONE, Body.NONE);
        if (told) {
            session.leg().tell(answer == null ? new LegEvent.OfferRefused(488) : new LegEvent.Renegotiated(answer));
        }
    }

    @Override
    public void failed(SipRequest request, Failure cause, long now) {
        underWay = false;
        sdp = null;
        session.lose(cause == Failure.TIMEOUT ? 408 : 503, now);
    }

    @Override
    public void fire(long now) {
        String offer = sdp;
        if (offer == null) {
            return;
        }
        if (session.isQuiet()) {
            send(offer, now);
        } else if (!tryLater(now)) {
            sdp = null;
            session.leg().tell(new LegEvent.OfferRefused(491));
        }
    }
}
