package org.offhook.protocols.sip.transaction;

import org.jspecify.annotations.Nullable;

/// The server side of an INVITE (RFC 3261 §17.2.1, figure 7; RFC 6026 §7.1, figure 5).
///
/// ```
/// Proceeding ──2xx──▶ Accepted ──timer L──▶ Terminated
///     └──300-699──▶ Completed ──ACK──▶ Confirmed ──timer I──▶ Terminated
///                       └──timer H──▶ Terminated
/// ```
///
/// Retransmission of a 2xx until its ACK is the user's (RFC 3261 §13.3.1.4), not the transaction's.
public sealed interface InviteServer {

    /// When the state wants a tick; [Timers#NEVER] when only others can change it.
    default long deadline() {
        return Timers.NEVER;
    }

    /// The user has not decided.
    ///
    /// @param latest the latest provisional response, null before the first
    record Proceeding(byte @Nullable [] latest) implements InviteServer {}

    /// The user accepted; repeated INVITEs are absorbed.
    record Accepted(long endsAt) implements InviteServer {
        @Override
        public long deadline() {
            return endsAt;
        }
    }

    /// The user refused; the refusal is repeated until its ACK comes.
    ///
    /// @param interval between this retransmission and the next
    record Completed(byte[] response, long resendAt, long interval, long endsAt) implements InviteServer {
        @Override
        public long deadline() {
            return Math.min(resendAt, endsAt);
        }
    }

    /// The refusal was acknowledged; repeated ACKs are absorbed.
    record Confirmed(long endsAt) implements InviteServer {
        @Override
        public long deadline() {
            return endsAt;
        }
    }

    /// Over.
    record Terminated() implements InviteServer {}

    /// The state an INVITE begins with.
    static InviteServer start() {
        return new Proceeding(null);
    }

    static Step<InviteServer, ServerEffect> step(InviteServer state, ServerInput input, long now, Timers timers) {
        return switch (state) {
            case Proceeding proceeding -> proceed(proceeding, input, now, timers);
            case Accepted accepted -> accept(accepted, input, now);
            case Completed completed -> complete(completed, input, now, timers);
            // §17.2.1: Confirmed absorbs ACKs until timer I.
            case Confirmed(long endsAt) -> Step.to(isDue(input, now, endsAt) ? new Terminated() : state);
            case Terminated _ -> Step.to(state);
        };
    }

    private static Step<InviteServer, ServerEffect> proceed(
            Proceeding state, ServerInput input, long now, Timers timers) {
        return switch (input) {
            // §17.2.1: a repeated INVITE gets the latest provisional response again.
            case ServerInput.Repeated _ ->
                state.latest() == null ? Step.to(state) : Step.to(state, new ServerEffect.Transmit(state.latest()));
            case ServerInput.Respond(int status, byte[] bytes) -> respond(status, bytes, now, timers);
            case ServerInput.TransportFailed _ ->
                Step.to(new Terminated(), new ServerEffect.Failed(Failure.TRANSPORT)); // §17.2.4
            case ServerInput.Acknowledged _, ServerInput.Tick _ -> Step.to(state);
        };
    }

    private static Step<InviteServer, ServerEffect> respond(int status, byte[] bytes, long now, Timers timers) {
        ServerEffect transmit = new ServerEffect.Transmit(bytes);
        if (status < 200) {
            return Step.to(new Proceeding(bytes), transmit);
        }
        if (status < 300) {
            return Step.to(new Accepted(now + timers.patience()), transmit); // RFC 6026 §7.1, timer L
        }
        // §17.2.1: timers G and H.
        return Step.to(new Completed(bytes, timers.firstResend(now), timers.t1(), now + timers.patience()), transmit);
    }

    private static Step<InviteServer, ServerEffect> accept(Accepted state, ServerInput input, long now) {
        // RFC 6026 §7.1: a 2xx of the user passes through, and a failing transport is the user's to notice by
        // the missing ACK.
        if (input instanceof ServerInput.Respond(int status, byte[] bytes) && status >= 200 && status < 300) {
            return Step.to(state, new ServerEffect.Transmit(bytes));
        }
        return Step.to(isDue(input, now, state.endsAt()) ? new Terminated() : state);
    }

    private static Step<InviteServer, ServerEffect> complete(
            Completed state, ServerInput input, long now, Timers timers) {
        return switch (input) {
            case ServerInput.Repeated _ -> Step.to(state, new ServerEffect.Transmit(state.response()));
            case ServerInput.Acknowledged _ ->
                Step.to(timers.reliable() ? new Terminated() : new Confirmed(now + timers.absorbStragglers()));
            case ServerInput.Tick _ -> {
                if (now >= state.endsAt()) {
                    yield Step.to(new Terminated(), new ServerEffect.Failed(Failure.TIMEOUT)); // timer H
                }
                if (now < state.resendAt()) {
                    yield Step.to(state);
                }
                long interval = Math.min(2 * state.interval(), timers.t2()); // timer G
                yield Step.to(
                        new Completed(state.response(), now + interval, interval, state.endsAt()),
                        new ServerEffect.Transmit(state.response()));
            }
            case ServerInput.TransportFailed _ -> Step.to(new Terminated(), new ServerEffect.Failed(Failure.TRANSPORT));
            case ServerInput.Respond _ -> Step.to(state);
        };
    }

    private static boolean isDue(ServerInput input, long now, long endsAt) {
        return input instanceof ServerInput.Tick && now >= endsAt;
    }
}
