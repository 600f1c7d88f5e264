package org.offhook.core.signalling.leg;

import org.offhook.core.signalling.engine.TimerWheel;
import org.offhook.core.signalling.net.Flow;
import org.offhook.protocols.sip.dialog.Acceptance;
import org.offhook.protocols.sip.transaction.Timers;

/// A 2xx of ours on its way to its ACK.
final class AckWait extends TimerWheel.Timed {

    private final Tools tools;
    private final Session session;
    private final Flow flow;
    private final long number;
    private final boolean initial;
    private Acceptance state;

    /// @param number the CSeq of the INVITE
    /// @param initial whether it is the INVITE that made the dialog
    AckWait(Tools tools, Session session, Flow flow, long number, boolean initial, byte[] response, long now) {
        this.tools = tools;
        this.session = session;
        this.flow = flow;
        this.number = number;
        this.initial = initial;
        this.state = Acceptance.start(response, now, timers());
        tools.wheel().set(this, state.deadline(), now);
    }

    private Timers timers() {
        return tools.limits().datagram();
    }

    boolean isFor(long cseq) {
        return cseq == number;
    }

    boolean isInitial() {
        return initial;
    }

    void stop() {
        tools.wheel().clear(this);
    }

    @Override
    public void fire(long now) {
        Acceptance.Ticked ticked = Acceptance.tick(state, now, timers());
        state = ticked.next();
        if (ticked.send() != null) {
            tools.transactions().send(flow, ticked.send());
        }
        if (state instanceof Acceptance.GivenUp) {
            session.gaveUp(now);
        } else {
            tools.wheel().set(this, state.deadline(), now);
        }
    }
}
