package org.offhook.core.signalling.leg;

import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.engine.ClientTransaction;
import org.offhook.core.signalling.engine.TimerWheel;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.dialog.SessionExpires;
import org.offhook.protocols.sip.dialog.SessionTerms;
import org.offhook.protocols.sip.dialog.SessionTimer;
import org.offhook.protocols.sip.transaction.Failure;

/// The session timer of a dialog at work (RFC 4028): refreshes by UPDATE when the other side takes it, else by
/// a re-INVITE with the description that stands, and ends a session that nobody refreshes.
final class SessionClock extends TimerWheel.Timed implements ClientTransaction.User {

    private static final long SECOND = 1_000_000_000L;
    /// Until a refresh that was refused for the moment is tried again.
    private static final long PAUSE = 5 * SECOND;

    private final Tools tools;
    private final Session session;
    private SessionTimer state = new SessionTimer.Off();
    private long seconds;

    SessionClock(Tools tools, Session session) {
        this.tools = tools;
        this.session = session;
    }

    /// The fields of an INVITE that begins a session.
    ///
    /// @param seconds until it is to be refreshed
    static Headers initial(Tools tools, long seconds) {
        long least = Math.max(tools.limits().dialogs().sessionLeast().toSeconds(), SessionTerms.LEAST);
        return Headers.builder()
                .add(HeaderName.SESSION_EXPIRES, Long.toString(seconds))
                .add(HeaderName.MIN_SE, Long.toString(least))
                .build();
    }

    /// What a request of theirs asks for.
    static SessionTerms terms(Tools tools, SipRequest request) {
        return SessionTerms.answer(
                request,
                tools.limits().dialogs().session().toSeconds(),
                tools.limits().dialogs().sessionLeast().toSeconds());
    }

    /// The refusal of a request that wants refreshes too often; null when it does not.
    static @Nullable SipResponse tooShort(Tools tools, SipRequest request) {
        if (!(terms(tools, request) instanceof SessionTerms.TooShort(long least))) {
            return null;
        }
        tools.legs().refuseShort();
        return tools.response(request, 422, tools.tokens().next())
                .header(HeaderName.MIN_SE, Long.toString(least))
                .build();
    }

    /// Begins anew with a 2xx of ours; the fields it says so with.
    Headers answering(SipRequest request, long now) {
        SessionTerms terms = terms(tools, request);
        agreed(terms, now);
        if (!(terms instanceof SessionTerms.Limited(long interval, boolean ours))) {
            return Headers.NONE;
        }
        Headers.Builder fields = Headers.builder()
                .add(
                        HeaderName.SESSION_EXPIRES,
                        new SessionExpires(interval, ours ? SessionExpires.Refresher.UAS : SessionExpires.Refresher.UAC)
                                .toString());
        if (!ours) {
            fields.add(HeaderName.REQUIRE, SessionTerms.OPTION);
        }
        return fields.build();
    }

    /// Begins anew with a 2xx of either side.
    void agreed(SessionTerms terms, long now) {
        state = SessionTimer.agreed(terms, now);
        if (terms instanceof SessionTerms.Limited(long interval, boolean _)) {
            seconds = interval;
        }
        tools.wheel().set(this, state.deadline(), now);
    }

    /// The fields of an INVITE or UPDATE of ours; none when no timer runs.
    Headers asking() {
        if (state instanceof SessionTimer.Off) {
            return Headers.NONE;
        }
        boolean theirs = state instanceof SessionTimer.Theirs;
        SessionExpires.Refresher refresher = theirs ? SessionExpires.Refresher.UAS : SessionExpires.Refresher.UAC;
        return Headers.builder()
                .add(HeaderName.SESSION_EXPIRES, new SessionExpires(seconds, refresher).toString())
                .build();
    }

    void stop() {
        state = new SessionTimer.Off();
        tools.wheel().clear(this);
    }

    @Override
    public void fire(long now) {
        SessionTimer.Ticked ticked = SessionTimer.tick(state, now);
        state = ticked.next();
        tools.wheel().set(this, state.deadline(), now);
        switch (ticked.due()) {
            case NOTHING -> {}
            case REFRESH -> refresh(now);
            case END -> session.lose(408, now);
        }
    }

    private void refresh(long now) {
        if (session.peer().mayUpdate()) {
            Headers.Builder fields = session.peer().fields().addAll(asking());
            session.peer().send(Method.UPDATE, fields.build(), Body.NONE, this, now);
        } else if (!session.offerAgain(now)) {
            later(now + PAUSE, now);
        }
    }

    /// An INVITE of ours was refused: if it was to refresh, it is tried again.
    void refused(SipResponse response, long now) {
        if (response.status() == 422) {
            seconds = Math.max(seconds, SessionTerms.minimum(response));
        }
        later(now + PAUSE, now);
    }

    private void later(long at, long now) {
        state = SessionTimer.again(state, at);
        tools.wheel().set(this, state.deadline(), now);
    }

    @Override
    public void responded(SipRequest request, SipResponse response, long now) {
        if (response.isProvisional() || state instanceof SessionTimer.Off) {
            return;
        }
        int status = response.status();
        if (response.isSuccess()) {
            session.peer().confirm(response);
            agreed(SessionTerms.accepted(response), now);
        } else if (session.peer().sendAgain(request, response, this, now)) {
            return;
        } else if (status == 481 || status == 408) {
            session.lose(status, now); // §10
        } else if (status == 405 || status == 501) {
            session.peer().mayNotUpdate();
            later(now, now);
        } else {
            refused(response, now);
        }
    }

    @Override
    public void failed(SipRequest request, Failure cause, long now) {
        if (!(state instanceof SessionTimer.Off)) {
            session.lose(cause == Failure.TIMEOUT ? 408 : 503, now);
        }
    }
}
