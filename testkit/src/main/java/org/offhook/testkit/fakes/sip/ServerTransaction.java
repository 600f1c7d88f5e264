package org.offhook.testkit.fakes.sip;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.testkit.kernel.Timeline;

/// A request that came in, and our answer to it, which is sent as often as it takes (RFC 3261 §17.2; the 2xx to
/// an INVITE as in §13.3.1.4).
final class ServerTransaction {

    private final Timeline timeline;
    private final Consumer<SipText> wire;
    private final SipText request;
    private final boolean invite;
    private final Runnable unacknowledged;
    private @Nullable SipText response;
    private @Nullable Cancellable again;
    private @Nullable Cancellable last;
    private boolean acknowledged;

    /// @param unacknowledged run when no ACK comes for a final response to an INVITE
    ServerTransaction(Timeline timeline, Consumer<SipText> wire, SipText request, Runnable unacknowledged) {
        this.timeline = timeline;
        this.wire = wire;
        this.request = request;
        this.invite = request.method().equals("INVITE");
        this.unacknowledged = unacknowledged;
    }

    SipText request() {
        return request;
    }

    /// Whether a final response was sent.
    boolean answered() {
        return response != null && response.status() >= 200;
    }

    void respond(SipText answer) {
        if (answered()) {
            throw new IllegalStateException("a second final response to " + request.start());
        }
        response = answer;
        if (invite && answer.status() >= 200) {
            repeat(Timers.T1);
            last = timeline.after(Timers.LAST, "sip gives up", this::giveUp);
        } else {
            wire.accept(answer);
        }
    }

    /// The same request came again.
    void again() {
        SipText answer = response;
        if (answer != null && !acknowledged) {
            wire.accept(answer);
        }
    }

    /// @return whether this is the first ACK
    boolean acknowledge() {
        boolean first = !acknowledged;
        acknowledged = true;
        stop(again);
        stop(last);
        return first;
    }

    private void repeat(Duration interval) {
        SipText answer = response;
        if (answer != null) {
            wire.accept(answer);
        }
        again = timeline.after(interval, "sip again", () -> repeat(Timers.next(interval)));
    }

    private void giveUp() {
        stop(again);
        if (!acknowledged) {
            acknowledged = true;
            unacknowledged.run();
        }
    }

    private static void stop(@Nullable Cancellable timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
