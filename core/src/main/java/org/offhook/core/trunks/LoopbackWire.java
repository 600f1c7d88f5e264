package org.offhook.core.trunks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.LegEvent.Cause;
import org.offhook.core.signalling.SipLeg;
import org.offhook.protocols.sip.dialog.DialogId;

/// Two legs, end to end. Its state is one atomic value; whoever moves it tells the other end, so each end hears
/// each step once, and nothing after its last.
final class LoopbackWire {

    private static final int OK = 200;
    private static final int TEMPORARILY_UNAVAILABLE = 480;
    private static final int TERMINATED = 487;
    private static final int NOT_ACCEPTABLE = 488;

    private final String callId;
    private final AtomicReference<State> state = new AtomicReference<>(State.RINGING);
    private final End caller;
    private final End callee;

    private enum State {
        RINGING,
        ANSWERED,
        OVER
    }

    LoopbackWire(String callId, Consumer<LegEvent> caller) {
        this.callId = callId;
        this.caller = new End(true, caller);
        this.callee = new End(false, event -> {});
    }

    SipLeg caller() {
        return caller;
    }

    SipLeg callee() {
        return callee;
    }

    /// The called end has a script. What it was told before that is nothing it waits for: only that its answer
    /// was confirmed.
    void connect(Consumer<LegEvent> events) {
        callee.ear = events;
    }

    private final class End implements SipLeg {
        private final boolean calling;
        private volatile Consumer<LegEvent> ear;

        End(boolean calling, Consumer<LegEvent> ear) {
            this.calling = calling;
            this.ear = ear;
        }

        private void hear(LegEvent event) {
            ear.accept(event);
        }

        private End other() {
            return calling ? callee : caller;
        }

        @Override
        public String callId() {
            return callId;
        }

        @Override
        public void progress(int status, @Nullable String sdp) {
            if (!calling && state.get() == State.RINGING) {
                caller.hear(new LegEvent.Ringing(status, sdp));
            }
        }

        @Override
        public void answer(String sdp) {
            if (!calling && state.compareAndSet(State.RINGING, State.ANSWERED)) {
                caller.hear(new LegEvent.Answered(sdp, Map.of()));
                callee.hear(new LegEvent.Confirmed());
            }
        }

        @Override
        public void refuse(int status, String reason, Map<String, String> headers) {
            if (!calling && state.compareAndSet(State.RINGING, State.OVER)) {
                Map<String, List<String>> with = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                headers.forEach((name, value) -> with.put(name, List.of(value)));
                caller.hear(new LegEvent.Refused(status, reason, with));
                callee.hear(new LegEvent.Ended(Cause.LOCAL, status));
            }
        }

        @Override
        public void agree(LegEvent.Reoffered offer, String sdp) {
            if (state.get() == State.ANSWERED) {
                other().hear(new LegEvent.Renegotiated(sdp));
            }
        }

        @Override
        public void decline(LegEvent.Reoffered offer) {
            if (state.get() == State.ANSWERED) {
                other().hear(new LegEvent.OfferRefused(NOT_ACCEPTABLE));
            }
        }

        @Override
        public void reoffer(String sdp) {
            if (state.get() == State.ANSWERED) {
                // Nothing is lost or taken back on this wire: each offer is answered before the next.
                other().hear(new LegEvent.Reoffered(sdp, 0));
            }
        }

        @Override
        public void info(String contentType, String body, Map<String, String> headers) {
            if (state.get() == State.ANSWERED) {
                other().hear(new LegEvent.Info(contentType, body, Map.of()));
            }
        }

        @Override
        public void refer(String target) {
            hear(new LegEvent.ReferAnswered(405));
        }

        @Override
        public void follow(int status) {
            // No REFER goes over this wire.
        }

        @Override
        public void tellReferrer(int status) {
            // No REFER goes over this wire.
        }

        @Override
        public boolean refers() {
            return false;
        }

        @Override
        public @Nullable DialogId dialog() {
            return null;
        }

        @Override
        public void hangUp() {
            if (state.compareAndSet(State.ANSWERED, State.OVER)) {
                hear(new LegEvent.Ended(Cause.LOCAL, OK));
                other().hear(new LegEvent.Ended(Cause.REMOTE, OK));
            } else if (state.compareAndSet(State.RINGING, State.OVER)) {
                if (calling) {
                    hear(new LegEvent.Ended(Cause.LOCAL, TERMINATED));
                    callee.hear(new LegEvent.Ended(Cause.REMOTE, TERMINATED));
                } else {
                    caller.hear(new LegEvent.Refused(TEMPORARILY_UNAVAILABLE, "Temporarily Unavailable", Map.of()));
                    hear(new LegEvent.Ended(Cause.LOCAL, TEMPORARILY_UNAVAILABLE));
                }
            }
        }
    }
}
