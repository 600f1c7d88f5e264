package org.offhook.core.limits;

import java.util.ArrayDeque;
import java.util.Queue;
import org.offhook.core.time.Clock;

/// Those that were let in and have not begun yet, because the machine has no time for them. How long one more would
/// wait says how late the machine is; who comes while it is too late is better refused than kept waiting
/// (RFC 6357 §6: refuse by delay, not by a count). The age of the oldest alone would say it too late: in the second
/// before it is a second old, as many are let in as come. Safe from any thread.
public final class Backlog {

    /// When so many have begun since somebody always waited, the older half of that time is forgotten.
    private static final int MEMORY = 64;

    /// So many have to begin before their pace is one: the first calls after a start are slow.
    private static final int ENOUGH = 16;

    private final Clock clock;
    private final Queue<Long> waiting = new ArrayDeque<>();
    /// Since when there was always somebody who waited, and how many have begun since then.
    private long busySince;

    private int begun;

    public Backlog(Clock clock) {
        this.clock = clock;
    }

    /// One more waits.
    public synchronized void entered() {
        long now = clock.nanos();
        if (waiting.isEmpty()) {
            busySince = now;
            begun = 0;
        }
        waiting.add(now);
    }

    /// One of them has begun; they begin in about the order they came.
    public synchronized void begun() {
        waiting.poll();
        begun++;
        if (begun == MEMORY) {
            begun /= 2;
            busySince += (clock.nanos() - busySince) / 2;
        }
    }

    /// How long the oldest has waited or, if that is more, how long one more would wait at the pace at which they
    /// begin, in nanoseconds; 0 when nobody waits.
    public synchronized long delay() {
        Long oldest = waiting.peek();
        if (oldest == null) {
            return 0;
        }
        long now = clock.nanos();
        long pace = begun < ENOUGH ? 0 : (now - busySince) / begun;
        return Math.max(now - oldest, waiting.size() * pace);
    }
}
