package org.offhook.core.signalling.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.net.Flow;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.transaction.Failure;
import org.offhook.protocols.sip.transaction.InviteServer;
import org.offhook.protocols.sip.transaction.NonInviteServer;
import org.offhook.protocols.sip.transaction.ServerEffect;
import org.offhook.protocols.sip.transaction.ServerInput;
import org.offhook.protocols.sip.transaction.ServerKey;
import org.offhook.protocols.sip.transaction.Step;

/// A server transaction of the shard: its machine's state, its place in the tables and its deadline. What it
/// keeps of the request is its key alone.
public abstract sealed class ServerTransaction extends TimerWheel.Timed {

    private static final ServerInput REPEATED = new ServerInput.Repeated();
    private static final ServerInput ACKNOWLEDGED = new ServerInput.Acknowledged();
    private static final ServerInput TICK = new ServerInput.Tick();
    private static final ServerInput TRANSPORT_FAILED = new ServerInput.TransportFailed();

    /// Who answers the request.
    public interface User {

        /// The response did not get through.
        void failed(Failure cause, long now);

        /// The sender wants no answer to its INVITE any more; asked only before the final response.
        void cancelled(long now);
    }

    final Transactions table;
    final ServerKey key;
    private final Flow flow;
    private @Nullable User user;

    private ServerTransaction(Transactions table, ServerKey key, Flow flow) {
        this.table = table;
        this.key = key;
        this.flow = flow;
    }

    /// Where the request came from and the response goes.
    public Flow flow() {
        return flow;
    }

    /// Names who answers the request and hears what becomes of it.
    public void user(@Nullable User who) {
        user = who;
    }

    public void respond(SipResponse response, long now) {
        input(new ServerInput.Respond(response.status(), table.write(response)), now);
    }

    /// Sends bytes that were written before, such as a 2xx that waits for its ACK.
    public void respond(int status, byte[] bytes, long now) {
        input(new ServerInput.Respond(status, bytes), now);
    }

    public void repeated(long now) {
        input(REPEATED, now);
    }

    public void cancelled(long now) {
        if (user != null) {
            user.cancelled(now);
        }
    }

    public void acknowledged(long now) {
        input(ACKNOWLEDGED, now);
    }

    void transportFailed(long now) {
        input(TRANSPORT_FAILED, now);
    }

    @Override
    public void fire(long now) {
        input(TICK, now);
    }

    abstract void input(ServerInput input, long now);

    final void settle(List<ServerEffect> effects, boolean over, long deadline, long now) {
        if (over) {
            table.remove(this);
        } else {
            table.wheel().set(this, deadline, now);
        }
        for (ServerEffect effect : effects) {
            switch (effect) {
                case ServerEffect.Transmit(byte[] bytes) -> table.send(flow, bytes);
                case ServerEffect.Failed(Failure cause) -> {
                    if (user != null) {
                        user.failed(cause, now);
                    }
                }
            }
        }
    }

    /// Of an INVITE.
    public static final class OfInvite extends ServerTransaction {

        private InviteServer state = InviteServer.start();

        OfInvite(Transactions table, ServerKey key, Flow flow) {
            super(table, key, flow);
        }

        /// Whether no final response was sent.
        public boolean isOpen() {
            return state instanceof InviteServer.Proceeding;
        }

        @Override
        void input(ServerInput input, long now) {
            Step<InviteServer, ServerEffect> step = InviteServer.step(state, input, now, table.timers(flow()));
            state = step.next();
            if (state instanceof InviteServer.Accepted) {
                // What is left to do for half a minute is to absorb: whose call it was need not be kept for that.
                user(null);
            }
            settle(step.effects(), state instanceof InviteServer.Terminated, state.deadline(), now);
        }
    }

    /// Of any other request.
    public static final class OfRequest extends ServerTransaction {

        private NonInviteServer state = NonInviteServer.start();

        OfRequest(Transactions table, ServerKey key, Flow flow) {
            super(table, key, flow);
        }

        @Override
        void input(ServerInput input, long now) {
            Step<NonInviteServer, ServerEffect> step = NonInviteServer.step(state, input, now, table.timers(flow()));
            state = step.next();
            settle(step.effects(), state instanceof NonInviteServer.Terminated, state.deadline(), now);
        }
    }
}
