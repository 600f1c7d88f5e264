package org.offhook.adapters.runtime;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.offhook.core.script.Mailbox;
import org.offhook.core.time.Scheduler;
import org.offhook.core.time.Scheduler.Cancellable;

/// A mailbox whose owner parks: many put, one takes.
///
/// Not a `BlockingQueue` of the JDK because an idle call costs its heap: an array of [#CAPACITY] slots would be
/// 4 kB for a mailbox that mostly holds nothing, and a lock with its conditions is three objects more. Here an
/// empty mailbox is a queue node and a counter.
///
/// Nor does it park with a time-out: for a virtual thread the JDK wakes another thread to note the time, and again
/// to forget it, which costs more than most of what a script does between two signals. Instead one alarm is kept
/// as long as it does not ring too late; one that rings too early costs a look into the queue.
///
/// Why no wake-up is lost: a putter adds first and reads `waiting` afterwards, the taker writes `waiting` first
/// and looks into the queue afterwards; whichever comes second sees the other.
final class ParkingMailbox<S> implements Mailbox<S> {

    /// [#size] of a mailbox whose script has ended.
    private static final int CLOSED = Integer.MIN_VALUE / 2;

    private final ConcurrentLinkedQueue<S> signals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final LongAdder dropped;
    private final Scheduler scheduler;
    private volatile @Nullable Thread waiting;

    /// When the alarm rings, in the JVM's nanoseconds. Only the owner touches it, like the alarm.
    private long ringsAt;

    private @Nullable Cancellable alarm;

    /// @param dropped counts what came while the mailbox was full; what comes after the end is not missed
    ParkingMailbox(Scheduler scheduler, LongAdder dropped) {
        this.scheduler = scheduler;
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
                setAlarm(deadline, left);
                LockSupport.park(this);
            }
        } finally {
            waiting = null;
        }
    }

    /// Sees to it that the owner is woken at the deadline or before.
    private void setAlarm(long deadline, long left) {
        boolean pending = alarm != null && ringsAt - System.nanoTime() > 0;
        if (pending && ringsAt - deadline <= 0) {
            return;
        }
        cancelAlarm();
        ringsAt = deadline;
        alarm = scheduler.after(Duration.ofNanos(left), this::ring);
    }

    private void ring() {
        Thread owner = waiting;
        if (owner != null) {
            LockSupport.unpark(owner);
        }
    }

    private void cancelAlarm() {
        Cancellable set = alarm;
        if (set != null) {
            set.cancel();
            alarm = null;
        }
    }

    /// The script has ended: nothing is taken any more, so nothing may be put.
    void close() {
        cancelAlarm();
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
