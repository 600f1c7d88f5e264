package org.offhook.adapters.runtime;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.offhook.core.time.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Timers on one platform thread. A cancelled timer leaves the heap at once, so that a million calls that end
/// before their time limit leave nothing behind.
///
/// One thread is enough because tasks only put a signal into a mailbox or start an exchange; one that throws is
/// logged and harms no other. After [#close] nothing fires any more and new timers are dropped: whoever still
/// asks is being shut down too.
public final class ThreadScheduler implements Scheduler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadScheduler.class);

    private final ScheduledThreadPoolExecutor timers;

    public ThreadScheduler() {
        timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("timers").daemon().factory());
        timers.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        try {
            ScheduledFuture<?> timer = timers.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        } catch (RejectedExecutionException _) {
            return () -> {};
        }
    }

    /// Timers that have neither fired nor been cancelled.
    public int pending() {
        return timers.getQueue().size();
    }

    @Override
    public void close() {
        timers.shutdownNow();
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            LOG.error("a timer's task failed", bug);
        }
    }
}
