package org.offhook.protocols.sip.transaction;

import org.offhook.protocols.sip.SipResponse;

/// The client side of an INVITE (RFC 3261 §17.1.1, figure 5; RFC 6026 §7.2, figure 4).
///
/// ```
/// Calling ──1xx──▶ Proceeding ──2xx──▶ Accepted ──timer M──▶ Terminated
///    │                 └──300-699──▶ Completed ──timer D──▶ Terminated
///    └──timer B──▶ Terminated
/// ```
public sealed interface InviteClient {

    /// When the state wants a tick; [Timers#NEVER] when only others can change it.
    default long deadline() {
        return Timers.NEVER;
    }

    /// Nothing was heard; over UDP the INVITE is repeated.
    ///
    /// @param interval between this retransmission and the next
    record Calling(byte[] request, long resendAt, long interval, long endsAt) implements InviteClient {
        @Override
        public long deadline() {
            return Math.min(resendAt, endsAt);
        }
    }

    /// A provisional response was heard.
    record Proceeding() implements InviteClient {}

    /// A 2xx was heard; more of them, also of other branches, go to the user.
    record Accepted(long endsAt) implements InviteClient {
        @Override
        public long deadline() {
            return endsAt;
        }
    }

    /// A refusal was heard and acknowledged; each repetition is acknowledged again.
    record Completed(long endsAt) implements InviteClient {
        @Override
        public long deadline() {
            return endsAt;
        }
    }

    /// Over.
    record Terminated() implements InviteClient {}

    /// Sends the INVITE.
    static Step<InviteClient, ClientEffect> start(byte[] request, long now, Timers timers) {
        InviteClient calling = new Calling(request, timers.firstResend(now), timers.t1(), now + timers.patience());
        return Step.to(calling, new ClientEffect.Transmit(request));
    }

    static Step<InviteClient, ClientEffect> step(InviteClient state, ClientInput input, long now, Timers timers) {
        return switch (state) {
            case Calling calling -> call(calling, input, now, timers);
            case Proceeding _ ->
                switch (input) {
                    case ClientInput.Received(SipResponse response) -> receive(response, now, timers);
                    case ClientInput.Tick _, ClientInput.GivenUp _ -> Step.to(state);
                    case ClientInput.TransportFailed _ -> fail(Failure.TRANSPORT);
                };
            case Accepted(long endsAt) ->
                // RFC 6026 §7.2: only 2xx are passed on.
                input instanceof ClientInput.Received(SipResponse response) && response.isSuccess()
                        ? Step.to(state, new ClientEffect.Deliver(response))
                        : Step.to(isDue(input, now, endsAt) ? new Terminated() : state);
            case Completed(long endsAt) ->
                switch (input) {
                    case ClientInput.Received(SipResponse response) ->
                        response.status() >= 300
                                ? Step.to(state, new ClientEffect.Acknowledge(response))
                                : Step.to(state);
                    case ClientInput.Tick _ -> Step.to(now >= endsAt ? new Terminated() : state); // timer D
                    case ClientInput.GivenUp _ -> Step.to(state);
                    case ClientInput.TransportFailed _ -> fail(Failure.TRANSPORT);
                };
            case Terminated _ -> Step.to(state);
        };
    }

    private static Step<InviteClient, ClientEffect> call(Calling state, ClientInput input, long now, Timers timers) {
        return switch (input) {
            case ClientInput.Received(SipResponse response) -> receive(response, now, timers);
            case ClientInput.Tick _ -> {
                if (now >= state.endsAt()) {
                    yield fail(Failure.TIMEOUT); // timer B
                }
                if (now < state.resendAt()) {
                    yield Step.to(state);
                }
                long interval = 2 * state.interval(); // timer A doubles without a bound but timer B
                yield Step.to(
                        new Calling(state.request(), now + interval, interval, state.endsAt()),
                        new ClientEffect.Transmit(state.request()));
            }
            case ClientInput.GivenUp _ ->
                Step.to(new Calling(state.request(), Timers.NEVER, state.interval(), state.endsAt()));
            case ClientInput.TransportFailed _ -> fail(Failure.TRANSPORT); // §17.1.4
        };
    }

    private static Step<InviteClient, ClientEffect> receive(SipResponse response, long now, Timers timers) {
        ClientEffect deliver = new ClientEffect.Deliver(response);
        if (response.isProvisional()) {
            return Step.to(new Proceeding(), deliver);
        }
        if (response.isSuccess()) {
            return Step.to(new Accepted(now + timers.patience()), deliver); // timer M
        }
        long absorb = timers.absorbRefusals();
        return Step.to(
                absorb == 0 ? new Terminated() : new Completed(now + absorb),
                new ClientEffect.Acknowledge(response),
                deliver);
    }

    private static Step<InviteClient, ClientEffect> fail(Failure cause) {
        return Step.to(new Terminated(), new ClientEffect.Failed(cause));
    }

    private static boolean isDue(ClientInput input, long now, long endsAt) {
        return input instanceof ClientInput.Tick && now >= endsAt;
    }
}
