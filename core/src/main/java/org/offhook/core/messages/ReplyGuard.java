package org.offhook.core.messages;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.offhook.core.time.Clock;

/// Ends the conversations of applications that answer each other (contract §15, error 14107): counts the
/// replies from one number to another. Pairs that have been quiet for the length of the window are forgotten.
final class ReplyGuard {

    private static final int SWEEP_AT = 10_000;

    private final Clock clock;
    private final MessageLimits limits;
    private final Map<String, Deque<Long>> recent = new ConcurrentHashMap<>();

    ReplyGuard(Clock clock, MessageLimits limits) {
        this.clock = clock;
        this.limits = limits;
    }

    /// Counts one more reply.
    ///
    /// @return false when there were too many lately; then it is not counted
    boolean admits(String from, String to) {
        long now = clock.nanos();
        long window = limits.loopWindow().toNanos();
        AtomicBoolean admitted = new AtomicBoolean();
        if (recent.size() >= SWEEP_AT) {
            recent.keySet()
                    .forEach(pair -> recent.computeIfPresent(
                            pair, (_, times) -> now - times.peekLast() >= window ? null : times));
        }
        recent.compute(from + " " + to, (_, before) -> {
            Deque<Long> times = before == null ? new ArrayDeque<>() : before;
            while (!times.isEmpty() && now - times.peekFirst() >= window) {
                times.removeFirst();
            }
            admitted.set(times.size() < limits.loopReplies());
            if (admitted.get()) {
                times.addLast(now);
            }
            return times;
        });
        return admitted.get();
    }
}
