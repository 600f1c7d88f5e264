package org.offhook.core.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.offhook.core.ids.Sid;
import org.offhook.core.time.Scheduler.Cancellable;

/// What waits for its time: messages, calls. Each is durable before it stands here; a restart writes them down again.
/// Whoever takes one out of `waiting` may change it: either its time has come, or somebody cancels it.
public final class Timetable {

    private final Clock clock;
    private final Scheduler scheduler;
    private final int most;
    private final Consumer<Sid> due;
    private final ConcurrentHashMap<Sid, Cancellable> waiting = new ConcurrentHashMap<>();

    /// @param most how many may wait
    /// @param due  called by the scheduler when the time of one has come, so it must not wait
    public Timetable(Clock clock, Scheduler scheduler, int most, Consumer<Sid> due) {
        this.clock = clock;
        this.scheduler = scheduler;
        this.most = most;
        this.due = due;
    }

    public int size() {
        return waiting.size();
    }

    public boolean full() {
        return waiting.size() >= most;
    }

    public void enter(Sid what, Instant when) {
        Duration left = Duration.between(clock.now(), when);
        waiting.computeIfAbsent(
                what, sid -> scheduler.after(left.isNegative() ? Duration.ZERO : left, () -> begin(sid)));
    }

    /// Takes a message out before its time.
    ///
    /// @return false when its time has come, or it never waited
    public boolean leave(Sid what) {
        Cancellable timer = waiting.remove(what);
        if (timer != null) {
            timer.cancel();
        }
        return timer != null;
    }

    private void begin(Sid what) {
        if (waiting.remove(what) != null) {
            due.accept(what);
        }
    }
}
