package org.offhook.core.signalling.leg;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.engine.Inbox;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.core.signalling.engine.TimerWheel;
import org.offhook.core.signalling.message.Descriptions;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.dialog.Reliable;

/// The provisional responses to an INVITE of theirs. Those that carry a description, and all when the caller
/// insists, go out reliably if the caller knows how (RFC 3262 §3): one at a time, each after the PRACK of the
/// one before.
final class Provisionals extends TimerWheel.Timed {

    private static final long MOST_FIRST = 1_000_000;

    private final Tools tools;
    private final ServerTransaction.OfInvite transaction;
    private final SipRequest invite;
    private final Session session;
    private final Inbox.Command givenUp;
    private final Deque<Wanted> waiting = new ArrayDeque<>(1);
    private Reliable state;

    private record Wanted(int status, @Nullable String sdp) {}

    Provisionals(
            Tools tools,
            ServerTransaction.OfInvite transaction,
            SipRequest invite,
            Session session,
            Inbox.Command givenUp) {
        this.tools = tools;
        this.transaction = transaction;
        this.invite = invite;
        this.session = session;
        this.givenUp = givenUp;
        this.state = new Reliable.Quiet(tools.tokens().between(1, MOST_FIRST));
    }

    void send(int status, @Nullable String sdp, long now) {
        if (!isReliable(sdp != null)) {
            transaction.respond(response(status, sdp).build(), now);
        } else if (!isWaiting()) {
            sendReliably(status, sdp, now);
        } else if (waiting.size() < tools.limits().dialogs().provisionals()) {
            waiting.add(new Wanted(status, sdp));
        } else {
            tools.legs().leaveOut();
        }
    }

    private boolean isReliable(boolean described) {
        Headers headers = invite.headers();
        return headers.tokens(HeaderName.REQUIRE).contains(Reliable.OPTION)
                || (described && headers.tokens(HeaderName.SUPPORTED).contains(Reliable.OPTION));
    }

    private SipResponse.Builder response(int status, @Nullable String sdp) {
        Headers.Builder fields = tools.dialogFields(transaction.flow());
        Descriptions.type(fields, sdp);
        return tools.response(invite, status, session.dialog().id().localTag())
                .copy(HeaderName.RECORD_ROUTE, invite)
                .headers(fields.build())
                .content(tools.identity().described(sdp, transaction.flow()));
    }

    private void sendReliably(int status, @Nullable String wanted, long now) {
        if (!(state instanceof Reliable.Quiet(long last))) {
            return;
        }
        // One description is enough: another one would be a new offer.
        String sdp = session.agreement().isReached() ? null : wanted;
        if (sdp != null) {
            session.agreement().sent(sdp);
        }
        SipResponse response = response(status, sdp)
                .header(HeaderName.REQUIRE, Reliable.OPTION)
                .header(HeaderName.RSEQ, Long.toString(last + 1))
                .build();
        byte[] bytes = tools.transactions().write(response);
        state = Reliable.sent(
                last + 1, invite.cseq().number(), bytes, now, tools.limits().datagram());
        tools.wheel().set(this, state.deadline(), now);
        transaction.respond(status, bytes, now);
    }

    /// Whether a response waits for its PRACK.
    boolean isWaiting() {
        return state instanceof Reliable.Waiting;
    }

    /// A PRACK; whether it acknowledges what waits.
    boolean acknowledged(SipRequest prack) {
        Reliable next = Reliable.acknowledged(state, prack);
        if (next == null) {
            return false;
        }
        state = next;
        tools.wheel().clear(this);
        return true;
    }

    /// Sends what waited for the PRACK.
    void goOn(long now) {
        while (!isWaiting() && !waiting.isEmpty()) {
            Wanted next = waiting.poll();
            send(next.status(), next.sdp(), now);
        }
    }

    void stop() {
        waiting.clear();
        tools.wheel().clear(this);
    }

    @Override
    public void fire(long now) {
        Reliable.Ticked ticked = Reliable.tick(state, now);
        state = ticked.next();
        if (ticked.send() != null) {
            tools.transactions().send(transaction.flow(), ticked.send());
        }
        if (state instanceof Reliable.GivenUp) {
            givenUp.run(now);
        } else {
            tools.wheel().set(this, state.deadline(), now);
        }
    }
}
