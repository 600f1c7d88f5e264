package org.offhook.core.limits;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.offhook.core.time.Clock;

/// Those that were let in and have not begun yet, because the machine has no time for them. The age of the
/// oldest says how late the machine is; who comes while it is too late is better refused than kept waiting
/// (RFC 6357 §6: refuse by delay, not by a count). Safe from any thread.
public final class Backlog {

    private final Clock clock;
    private final Queue<Long> waiting = new ConcurrentLinkedQueue<>();

    public Backlog(Clock clock) {
        this.clock = clock;
    }

    /// One more waits.
    public void entered() {
        waiting.add(clock.nanos());
    }

    /// One of them has begun; they begin in about the order they came.
    public void begun() {
        waiting.poll();
    }

    /// How long the oldest has waited, in nanoseconds; 0 when nobody waits.
    public long age() {
        Long oldest = waiting.peek();
        return oldest == null ? 0 : Math.max(0, clock.nanos() - oldest);
    }
}
