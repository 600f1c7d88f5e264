package org.offhook.protocols.sip.transaction;

import org.offhook.protocols.sip.SipResponse;

/// The client side of any request but INVITE and ACK (RFC 3261 §17.1.2, figure 6).
///
/// ```
/// Trying ──1xx──▶ Proceeding ──200-699──▶ Completed ──timer K──▶ Terminated
///    └──200-699──▶ Completed;  timer F from Trying and Proceeding ──▶ Terminated
/// ```
public sealed interface NonInviteClient {

    /// When the state wants a tick; [Timers#NEVER] when only others can change it.
    default long deadline() {
        return Timers.NEVER;
    }

    /// No final response was heard; over UDP the request is repeated.
    ///
    /// @param proceeding whether a provisional response was heard: then the interval is T2 at once
    /// @param interval between this retransmission and the next
    record Trying(byte[] request, boolean proceeding, long resendAt, long interval, long endsAt)
            implements NonInviteClient {
        @Override
        public long deadline() {
            return Math.min(resendAt, endsAt);
        }
    }

    /// A final response was heard; its repetitions are absorbed.
    record Completed(long endsAt) implements NonInviteClient {
        @Override
        public long deadline() {
            return endsAt;
        }
    }

    /// Over.
    record Terminated() implements NonInviteClient {}

    /// Sends the request.
    static Step<NonInviteClient, ClientEffect> start(byte[] request, long now, Timers timers) {
        NonInviteClient trying =
                new Trying(request, false, timers.firstResend(now), timers.t1(), now + timers.patience());
        return Step.to(trying, new ClientEffect.Transmit(request));
    }

    static Step<NonInviteClient, ClientEffect> step(NonInviteClient state, ClientInput input, long now, Timers timers) {
        return switch (state) {
            case Trying trying -> wait(trying, input, now, timers);
            case Completed(long endsAt) ->
                Step.to(input instanceof ClientInput.Tick && now >= endsAt ? new Terminated() : state); // timer K
            case Terminated _ -> Step.to(state);
        };
    }

    private static Step<NonInviteClient, ClientEffect> wait(Trying state, ClientInput input, long now, Timers timers) {
        return switch (input) {
            case ClientInput.Received(SipResponse response) -> receive(state, response, now, timers);
            case ClientInput.Tick _ -> {
                if (now >= state.endsAt()) {
                    yield Step.to(new Terminated(), new ClientEffect.Failed(Failure.TIMEOUT)); // timer F
                }
                if (now < state.resendAt()) {
                    yield Step.to(state);
                }
                // Timer E: doubles up to T2; in Proceeding it is T2 from the first.
                long interval = state.proceeding() ? timers.t2() : Math.min(2 * state.interval(), timers.t2());
                yield Step.to(
                        new Trying(state.request(), state.proceeding(), now + interval, interval, state.endsAt()),
                        new ClientEffect.Transmit(state.request()));
            }
            case ClientInput.GivenUp _ -> Step.to(state); // said of an INVITE only
            case ClientInput.TransportFailed _ ->
                Step.to(new Terminated(), new ClientEffect.Failed(Failure.TRANSPORT)); // §17.1.4
        };
    }

    private static Step<NonInviteClient, ClientEffect> receive(
            Trying state, SipResponse response, long now, Timers timers) {
        ClientEffect deliver = new ClientEffect.Deliver(response);
        if (response.isProvisional()) {
            return Step.to(
                    new Trying(state.request(), true, state.resendAt(), state.interval(), state.endsAt()), deliver);
        }
        long absorb = timers.absorbStragglers();
        return Step.to(absorb == 0 ? new Terminated() : new Completed(now + absorb), deliver);
    }
}
