package org.offhook.core.calls;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.limits.Throttle;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;

/// Where calls that REST asked for wait for their turn: so many a second go out, the accounts in turn, the
/// calls of one account in the order they came (NET-1). What stands here is durable already ([PlannedCall]); a
/// restart lets it line up again. Safe from any thread.
///
/// An account stands in `ring` as long as `lines` has a line for it; both change inside `compute` on the
/// account, and a line that has become empty is taken away by whoever would take its next call.
final class OutgoingLine {

    /// Between two looks at who may go.
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Scheduler scheduler;
    private final Throttle throttle;
    private final BooleanSupplier busy;
    private final Consumer<Sid> begin;
    private final int most;
    private final ConcurrentHashMap<Sid, Deque<Sid>> lines = new ConcurrentHashMap<>();
    private final Queue<Sid> ring = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean looking = new AtomicBoolean();

    /// @param busy  whether there is no room for another call at the moment
    /// @param begin begins a call whose turn has come; called by the scheduler, so it must not wait
    OutgoingLine(CallLimits limits, Clock clock, Scheduler scheduler, BooleanSupplier busy, Consumer<Sid> begin) {
        this.scheduler = scheduler;
        this.throttle = new Throttle(limits.outgoing(), clock);
        this.most = limits.waiting();
        this.busy = busy;
        this.begin = begin;
    }

    /// How many wait.
    int size() {
        return size.get();
    }

    /// Whether no further call may wait.
    boolean full() {
        return size.get() >= most;
    }

    /// Takes a turn, when one is free and nobody waits for it.
    boolean atOnce() {
        return size.get() == 0 && !busy.getAsBoolean() && throttle.take();
    }

    /// Lines up.
    void enter(Sid account, Sid call) {
        size.incrementAndGet();
        lines.compute(account, (same, line) -> {
            Deque<Sid> theirs = line == null ? new ArrayDeque<>() : line;
            if (line == null) {
                ring.add(account);
            }
            theirs.add(call);
            return theirs;
        });
        look();
    }

    /// Gives up waiting.
    ///
    /// @return false when the call does not wait, or not any more
    boolean leave(Sid account, Sid call) {
        AtomicBoolean left = new AtomicBoolean();
        lines.computeIfPresent(account, (same, line) -> {
            left.set(line.remove(call));
            return line;
        });
        if (left.get()) {
            size.decrementAndGet();
        }
        return left.get();
    }

    private void look() {
        if (looking.compareAndSet(false, true)) {
            scheduler.after(LOOK, this::serve);
        }
    }

    private void serve() {
        while (!busy.getAsBoolean() && size.get() > 0 && throttle.take()) {
            Sid call = next();
            if (call != null) {
                begin.accept(call);
            }
        }
        looking.set(false);
        if (size.get() > 0) {
            look();
        }
    }

    private @Nullable Sid next() {
        for (Sid account = ring.poll(); account != null; account = ring.poll()) {
            Sid whose = account;
            AtomicReference<@Nullable Sid> first = new AtomicReference<>();
            lines.computeIfPresent(account, (same, line) -> {
                first.set(line.poll());
                if (line.isEmpty()) {
                    return null;
                }
                ring.add(whose);
                return line;
            });
            Sid call = first.get();
            if (call != null) {
                size.decrementAndGet();
                return call;
            }
        }
        return null;
    }
}
