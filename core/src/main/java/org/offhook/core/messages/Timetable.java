package org.offhook.core.messages;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.offhook.core.ids.Sid;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;
import org.offhook.core.time.Scheduler.Cancellable;

/// Messages that wait for their time. Each is durable before it stands here; a restart writes them down again.
/// Whoever takes a message out of `waiting` may change it: either its time has come, or somebody cancels it.
final class Timetable {

    private final Clock clock;
    private final Scheduler scheduler;
    private final int most;
    private final Consumer<Sid> due;
    private final ConcurrentHashMap<Sid, Cancellable> waiting = new ConcurrentHashMap<>();

    /// @param most how many may wait
    /// @param due  called by the scheduler when the time of a message has come, so it must not wait
    Timetable(Clock clock, Scheduler scheduler, int most, Consumer<Sid> due) {
        this.clock = clock;
        this.scheduler = scheduler;
        this.most = most;
        this.due = due;
    }

    boolean full() {
        return waiting.size() >= most;
    }

    void enter(Sid message, Instant when) {
        Duration left = Duration.between(clock.now(), when);
        waiting.computeIfAbsent(
                message, sid -> scheduler.after(left.isNegative() ? Duration.ZERO : left, () -> begin(sid)));
    }

    /// Takes a message out before its time.
    ///
    /// @return false when its time has come, or it never waited
    boolean leave(Sid message) {
        Cancellable timer = waiting.remove(message);
        if (timer != null) {
            timer.cancel();
        }
        return timer != null;
    }

    private void begin(Sid message) {
        if (waiting.remove(message) != null) {
            due.accept(message);
        }
    }
}
