package org.offhook.adapters.runtime;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.offhook.core.script.Mailbox;
import org.offhook.core.script.Scripts;
import org.offhook.core.time.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Scripts on virtual threads, one each. How many there are is bounded by who starts them (the limit of live
/// calls), not here: a script that was started is never refused its thread.
public final class VirtualScripts implements Scripts {

    private static final Logger LOG = LoggerFactory.getLogger(VirtualScripts.class);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final Scheduler scheduler;
    private final AtomicInteger running = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();

    /// @param scheduler ends waits whose time is over
    public VirtualScripts(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public <S> Mailbox<S> start(String name, Consumer<Mailbox<S>> story) {
        ParkingMailbox<S> mailbox = new ParkingMailbox<>(scheduler, dropped);
        running.incrementAndGet();
        Thread.ofVirtual().name(name).start(() -> run(name, story, mailbox));
        return mailbox;
    }

    /// Scripts that have not returned.
    public int running() {
        return running.get();
    }

    /// Signals that were refused because a mailbox was full.
    public long dropped() {
        return dropped.sum();
    }

    /// Waits until no script runs.
    ///
    /// @return false when some still do after `patience`
    public boolean awaitNone(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (running.get() > 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(Math.min(left, LOOK_AGAIN.toNanos()));
        }
        return true;
    }

    private <S> void run(String name, Consumer<Mailbox<S>> story, ParkingMailbox<S> mailbox) {
        try {
            story.accept(mailbox);
        } catch (RuntimeException | Error bug) {
            LOG.error("script {} failed", name, bug);
        } finally {
            mailbox.close();
            running.decrementAndGet();
        }
    }
}
