package org.offhook.core.calls.leg;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.script.Mailbox;
import org.offhook.core.time.Clock;

/// The one place where a leg's script waits. Every signal goes to the room that it concerns, whatever the
/// script waits for; then the script looks whether its condition holds. So keys, re-INVITEs, reports of dialled
/// legs and ends of recordings are handled in one place, at any time.
public final class Inbox {

    /// As good as for ever: longer than any call.
    public static final Duration EVER = Duration.ofDays(365);

    /// Once the leg is over, nothing is worth waiting longer for: a last request to the application.
    private static final Duration LAST_WAIT = Duration.ofSeconds(20);

    private final Mailbox<Signal> mailbox;
    private final Clock clock;
    private final Consumer<Signal> rooms;
    private final Runnable beforeWaiting;
    private final Runnable whenExpired;
    private final Deque<Limit> limits = new ArrayDeque<>();
    private @Nullable Long expiry;
    private boolean over;

    /// @param rooms         takes each signal; may throw [Unwind]
    /// @param beforeWaiting run when the script is about to block
    /// @param whenExpired   run when the time limit has passed; throws [Unwind]
    Inbox(Mailbox<Signal> mailbox, Clock clock, Consumer<Signal> rooms, Runnable beforeWaiting, Runnable whenExpired) {
        this.mailbox = mailbox;
        this.clock = clock;
        this.rooms = rooms;
        this.beforeWaiting = beforeWaiting;
        this.whenExpired = whenExpired;
    }

    /// Waits until `done` holds, which is looked at before and after each signal.
    ///
    /// @return whether it does; false when `patience` has come to its end
    /// @throws Unwind when the leg is over or goes on elsewhere
    public boolean await(BooleanSupplier done, Duration patience) {
        Duration bounded = over && patience.compareTo(LAST_WAIT) > 0 ? LAST_WAIT : patience;
        long begun = clock.nanos();
        while (true) {
            takeWhatIsThere();
            leaveWhatIsNotWanted();
            if (done.getAsBoolean()) {
                return true;
            }
            Duration left = bounded.minusNanos(clock.nanos() - begun);
            if (!left.isPositive()) {
                return false;
            }
            Duration allowed = untilExpiry();
            if (!allowed.isPositive()) {
                whenExpired.run();
            }
            beforeWaiting.run();
            Signal signal = mailbox.take(shortest(left, allowed));
            if (signal != null) {
                rooms.accept(signal);
            }
        }
    }

    /// Waits until `done` holds, for as long as the leg lives.
    public void await(BooleanSupplier done) {
        await(done, EVER);
    }

    /// Lets so much time pass, unless `enough` holds before.
    public void pause(Duration duration, BooleanSupplier enough) {
        await(enough, duration);
    }

    /// Runs a story that is left, out of every wait in it, as soon as `enough` holds.
    ///
    /// @return whether it was left before its end
    public boolean unless(BooleanSupplier enough, Runnable story) {
        return unless(enough, story, EVER);
    }

    /// The same, and when `patience` has come to its end.
    public boolean unless(BooleanSupplier enough, Runnable story, Duration patience) {
        Limit limit = new Limit(enough, clock.nanos() + patience.toNanos());
        if (limit.reached()) {
            return true;
        }
        limits.addLast(limit);
        try {
            story.run();
            return false;
        } catch (Unwind.Enough left) {
            if (!left.equals(limit.left)) {
                throw left;
            }
            return true;
        } finally {
            limits.remove(limit);
        }
    }

    private final class Limit {
        private final BooleanSupplier enough;
        private final long deadline;
        private Unwind.@Nullable Enough left;

        Limit(BooleanSupplier enough, long deadline) {
            this.enough = enough;
            this.deadline = deadline;
        }

        boolean reached() {
            return enough.getAsBoolean() || clock.nanos() - deadline >= 0;
        }
    }

    /// The outermost story that is no longer wanted is left, once: what it does to put things in order may
    /// wait.
    private void leaveWhatIsNotWanted() {
        for (Limit limit : limits) {
            if (!over && limit.left == null && limit.reached()) {
                Unwind.Enough left = new Unwind.Enough();
                limit.left = left;
                throw left;
            }
        }
    }

    /// Where others put their signals.
    public Mailbox<Signal> mailbox() {
        return mailbox;
    }

    /// The leg ends when so much time has passed from now.
    void expireIn(Duration limit) {
        expiry = clock.nanos() + limit.toNanos();
    }

    /// The leg is over: what is waited for from now on is bounded, and nothing throws the script out.
    void over() {
        over = true;
        expiry = null;
    }

    private void takeWhatIsThere() {
        Signal signal = mailbox.take(Duration.ZERO);
        while (signal != null) {
            rooms.accept(signal);
            signal = mailbox.take(Duration.ZERO);
        }
    }

    private Duration shortest(Duration left, Duration allowed) {
        Duration shortest = left.compareTo(allowed) < 0 ? left : allowed;
        for (Limit limit : limits) {
            Duration until = Duration.ofNanos(limit.deadline - clock.nanos());
            if (limit.left == null && until.compareTo(shortest) < 0) {
                shortest = until;
            }
        }
        return shortest;
    }

    private Duration untilExpiry() {
        return expiry == null ? EVER : Duration.ofNanos(expiry - clock.nanos());
    }
}
