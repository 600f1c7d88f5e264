package org.offhook.core.signalling.engine;

import java.util.List;
import org.offhook.core.signalling.net.Flow;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.transaction.ClientEffect;
import org.offhook.protocols.sip.transaction.ClientInput;
import org.offhook.protocols.sip.transaction.ClientKey;
import org.offhook.protocols.sip.transaction.Failure;
import org.offhook.protocols.sip.transaction.InviteClient;
import org.offhook.protocols.sip.transaction.NonInviteClient;
import org.offhook.protocols.sip.transaction.Requests;
import org.offhook.protocols.sip.transaction.Step;

/// A client transaction of the shard: its machine's state, its request, its place in the tables and its
/// deadline.
public abstract sealed class ClientTransaction extends TimerWheel.Timed {

    private static final ClientInput TICK = new ClientInput.Tick();
    private static final ClientInput TRANSPORT_FAILED = new ClientInput.TransportFailed();
    private static final ClientInput GIVEN_UP = new ClientInput.GivenUp();

    /// Who sent the request.
    public interface User {

        /// A response came: provisional ones, then one final one; of an INVITE any number of 2xx.
        void responded(SipRequest request, SipResponse response, long now);

        /// No final response will come.
        void failed(SipRequest request, Failure cause, long now);
    }

    final Transactions table;
    final ClientKey key;
    private final Flow flow;
    private final SipRequest request;
    private User user;

    private ClientTransaction(Transactions table, ClientKey key, Flow flow, SipRequest request, User user) {
        this.table = table;
        this.key = key;
        this.flow = flow;
        this.request = request;
        this.user = user;
    }

    /// Where the request goes.
    public Flow flow() {
        return flow;
    }

    public SipRequest request() {
        return request;
    }

    /// From now on `next` hears what comes.
    final void passTo(User next) {
        user = next;
    }

    abstract void start(byte[] bytes, long now);

    void received(SipResponse response, long now) {
        input(new ClientInput.Received(response), now);
    }

    void transportFailed(long now) {
        input(TRANSPORT_FAILED, now);
    }

    @Override
    public void fire(long now) {
        input(TICK, now);
    }

    abstract void input(ClientInput input, long now);

    final void settle(List<ClientEffect> effects, boolean over, long deadline, long now) {
        if (over) {
            table.remove(this);
        } else {
            table.wheel().set(this, deadline, now);
        }
        for (ClientEffect effect : effects) {
            switch (effect) {
                case ClientEffect.Transmit(byte[] bytes) -> table.send(flow, bytes);
                case ClientEffect.Acknowledge(SipResponse refusal) ->
                    table.send(flow, table.write(Requests.ack(request, refusal)));
                case ClientEffect.Deliver(SipResponse response) -> user.responded(request, response, now);
                case ClientEffect.Failed(Failure cause) -> user.failed(request, cause, now);
            }
        }
    }

    /// Of an INVITE.
    public static final class OfInvite extends ClientTransaction {

        private InviteClient state = new InviteClient.Terminated();

        OfInvite(Transactions table, ClientKey key, Flow flow, SipRequest request, User user) {
            super(table, key, flow, request, user);
        }

        /// Whether nothing at all was heard.
        public boolean isUnheard() {
            return state instanceof InviteClient.Calling;
        }

        /// Repeats the INVITE no more. What was sent may have arrived: `next` hears what comes of it.
        public void giveUp(User next, long now) {
            passTo(next);
            input(GIVEN_UP, now);
        }

        @Override
        void start(byte[] bytes, long now) {
            advance(InviteClient.start(bytes, now, table.timers(flow())), now);
        }

        @Override
        void input(ClientInput input, long now) {
            advance(InviteClient.step(state, input, now, table.timers(flow())), now);
        }

        private void advance(Step<InviteClient, ClientEffect> step, long now) {
            state = step.next();
            settle(step.effects(), state instanceof InviteClient.Terminated, state.deadline(), now);
        }
    }

    /// Of any other request but ACK.
    public static final class OfRequest extends ClientTransaction {

        private NonInviteClient state = new NonInviteClient.Terminated();

        OfRequest(Transactions table, ClientKey key, Flow flow, SipRequest request, User user) {
            super(table, key, flow, request, user);
        }

        @Override
        void start(byte[] bytes, long now) {
            advance(NonInviteClient.start(bytes, now, table.timers(flow())), now);
        }

        @Override
        void input(ClientInput input, long now) {
            advance(NonInviteClient.step(state, input, now, table.timers(flow())), now);
        }

        private void advance(Step<NonInviteClient, ClientEffect> step, long now) {
            state = step.next();
            settle(step.effects(), state instanceof NonInviteClient.Terminated, state.deadline(), now);
        }
    }
}
