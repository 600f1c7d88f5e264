package org.offhook.protocols.sip.transaction;

/// The server side of any request but INVITE and ACK (RFC 3261 §17.2.2, figure 8).
///
/// ```
/// Trying ──1xx──▶ Proceeding ──200-699──▶ Completed ──timer J──▶ Terminated
///    └───────────────200-699──────────────────▲
/// ```
public sealed interface NonInviteServer {

    /// When the state wants a tick; [Timers#NEVER] when only others can change it.
    default long deadline() {
        return Timers.NEVER;
    }

    /// The user has said nothing; repeated requests are absorbed.
    record Trying() implements NonInviteServer {}

    /// The user has said something provisional.
    record Proceeding(byte[] latest) implements NonInviteServer {}

    /// The user has answered; repeated requests get the answer again.
    record Completed(byte[] response, long endsAt) implements NonInviteServer {
        @Override
        public long deadline() {
            return endsAt;
        }
    }

    /// Over.
    record Terminated() implements NonInviteServer {}

    /// The state a request begins with.
    static NonInviteServer start() {
        return new Trying();
    }

    static Step<NonInviteServer, ServerEffect> step(NonInviteServer state, ServerInput input, long now, Timers timers) {
        return switch (state) {
            case Trying _ -> open(state, input, now, timers);
            case Proceeding(byte[] latest) ->
                input instanceof ServerInput.Repeated
                        ? Step.to(state, new ServerEffect.Transmit(latest))
                        : open(state, input, now, timers);
            case Completed(byte[] response, long endsAt) ->
                switch (input) {
                    case ServerInput.Repeated _ -> Step.to(state, new ServerEffect.Transmit(response));
                    case ServerInput.Tick _ -> Step.to(now >= endsAt ? new Terminated() : state); // timer J
                    case ServerInput.TransportFailed _ ->
                        Step.to(new Terminated(), new ServerEffect.Failed(Failure.TRANSPORT));
                    // §17.2.2: any other final response is discarded.
                    case ServerInput.Respond _, ServerInput.Acknowledged _ -> Step.to(state);
                };
            case Terminated _ -> Step.to(state);
        };
    }

    private static Step<NonInviteServer, ServerEffect> open(
            NonInviteServer state, ServerInput input, long now, Timers timers) {
        return switch (input) {
            case ServerInput.Respond(int status, byte[] bytes) -> {
                ServerEffect transmit = new ServerEffect.Transmit(bytes);
                if (status < 200) {
                    yield Step.to(new Proceeding(bytes), transmit);
                }
                long absorb = timers.absorbRequests();
                yield Step.to(absorb == 0 ? new Terminated() : new Completed(bytes, now + absorb), transmit);
            }
            case ServerInput.TransportFailed _ ->
                Step.to(new Terminated(), new ServerEffect.Failed(Failure.TRANSPORT)); // §17.2.4
            case ServerInput.Repeated _, ServerInput.Tick _, ServerInput.Acknowledged _ -> Step.to(state);
        };
    }
}
