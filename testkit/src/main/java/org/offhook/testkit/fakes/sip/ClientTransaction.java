package org.offhook.testkit.fakes.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.testkit.fakes.sip.SipText.Header;
import org.offhook.testkit.kernel.Timeline;

/// A request that is sent until it is answered (RFC 3261 §17.1; §7.2 of RFC 6026 for what follows a 2xx).
final class ClientTransaction {

    private final Timeline timeline;
    private final Consumer<SipText> wire;
    private final SipText request;
    private final Listener listener;
    private final boolean invite;
    private @Nullable Cancellable again;
    private @Nullable Cancellable last;
    private @Nullable SipText ack;
    private boolean proceeding;
    private boolean done;

    ClientTransaction(Timeline timeline, Consumer<SipText> wire, SipText request, Listener listener) {
        this.timeline = timeline;
        this.wire = wire;
        this.request = request;
        this.listener = listener;
        this.invite = request.method().equals("INVITE");
    }

    interface Listener {

        /// Also called for every 2xx to an INVITE that comes again: each wants its ACK.
        void responded(SipText response);

        /// Nothing came in time.
        void unanswered();
    }

    void begin() {
        send(Timers.T1);
        last = timeline.after(Timers.LAST, "sip gives up", this::giveUp);
    }

    SipText request() {
        return request;
    }

    /// Whether a provisional response has come: only then may an INVITE be cancelled (§9.1).
    boolean proceeding() {
        return proceeding;
    }

    boolean done() {
        return done;
    }

    void receive(SipText response) {
        int status = response.status();
        if (status < 200) {
            if (!done) {
                proceeding = true;
                if (invite) {
                    // §17.1.1.2: from now on patience is the caller's own.
                    stop(again);
                    stop(last);
                }
                listener.responded(response);
            }
            return;
        }
        boolean first = !done;
        done = true;
        stop(again);
        stop(last);
        if (invite && status >= 300) {
            if (ack == null) {
                ack = acknowledgement(response);
            }
            wire.accept(ack);
        }
        if (first || (invite && status < 300)) {
            listener.responded(response);
        }
    }

    private void send(Duration interval) {
        wire.accept(request);
        Duration next = invite ? interval.multipliedBy(2) : Timers.next(interval);
        again = timeline.after(interval, "sip again", () -> send(next));
    }

    private void giveUp() {
        stop(again);
        if (!done) {
            done = true;
            listener.unanswered();
        }
    }

    /// §17.1.1.3: the ACK to a refusal belongs to the transaction of its INVITE.
    private SipText acknowledgement(SipText response) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Via", request.need("Via")));
        headers.add(new Header("Max-Forwards", "70"));
        headers.add(new Header("From", request.need("From")));
        headers.add(new Header("To", response.need("To")));
        headers.add(new Header("Call-ID", request.need("Call-ID")));
        headers.add(new Header("CSeq", request.cseq() + " ACK"));
        return new SipText("ACK " + request.target() + " SIP/2.0", headers, "");
    }

    private static void stop(@Nullable Cancellable timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
