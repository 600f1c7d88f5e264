package org.offhook.adapters.runtime;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.offhook.core.script.Mailbox;

/// A mailbox whose owner parks: many put, one takes.
///
/// Not a `BlockingQueue` of the JDK because an idle call costs its heap: an array of [#CAPACITY] slots would be
/// 4 kB for a mailbox that mostly holds nothing, and a lock with its conditions is three objects more. Here an
/// empty mailbox is a queue node and a counter.
///
/// Why no wake-up is lost: a putter adds first and reads `waiting` afterwards, the taker writes `waiting` first
/// and looks into the queue afterwards; whichever comes second sees the other.
final class ParkingMailbox<S> implements Mailbox<S> {

    /// [#size] of a mailbox whose script has ended.
    private static final int CLOSED = Integer.MIN_VALUE / 2;

    private final ConcurrentLinkedQueue<S> signals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final LongAdder dropped;
    private volatile @Nullable Thread waiting;

    /// @param dropped counts what came while the mailbox was full; what comes after the end is not missed
    ParkingMailbox(LongAdder dropped) {
        this.dropped = dropped;
    }

    @Override
    public boolean put(S signal) {
        int before = size.getAndIncrement();
        if (before < 0 || before >= CAPACITY) {
            size.getAndDecrement();
            if (before >= CAPACITY) {
                dropped.increment();
            }
            return false;
        }
        signals.add(signal);
        Thread owner = waiting;
        if (owner != null) {
            LockSupport.unpark(owner);
        }
        return true;
    }

    @Override
    public @Nullable S take(Duration patience) {
        S there = poll();
        if (there != null || patience.isZero() || patience.isNegative()) {
            return there;
        }
        long deadline = System.nanoTime() + nanos(patience);
        waiting = Thread.currentThread();
        try {
            while (true) {
                S signal = poll();
                long left = deadline - System.nanoTime();
                if (signal != null || left <= 0) {
                    return signal;
                }
                LockSupport.parkNanos(this, left);
            }
        } finally {
            waiting = null;
        }
    }

    /// The script has ended: nothing is taken any more, so nothing may be put.
    void close() {
        size.set(CLOSED);
        signals.clear();
    }

    private @Nullable S poll() {
        S signal = signals.poll();
        if (signal != null) {
            size.getAndDecrement();
        }
        return signal;
    }

    /// At most 100 years, so that the deadline does not overflow.
    private static long nanos(Duration patience) {
        return patience.compareTo(Duration.ofDays(36_500)) < 0
                ? patience.toNanos()
                : Duration.ofDays(36_500).toNanos();
    }
}
