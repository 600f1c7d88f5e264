package org.offhook.adapters.sipnet;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.loop.SignallingShard;
import org.offhook.core.time.Clock;
import org.offhook.protocols.sip.transaction.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a shard that has no socket of its own: it is handed its messages.
final class ShardLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ShardLoop.class);
    private static final long LONGEST_NAP = TimeUnit.SECONDS.toNanos(1);

    private final Clock clock;
    private final SignallingShard shard;
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    ShardLoop(Clock clock, SignallingShard shard) {
        this.clock = clock;
        this.shard = shard;
    }

    /// From any thread.
    void wake() {
        LockSupport.unpark(thread);
    }

    void stop() {
        closed = true;
        wake();
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (!closed) {
            try {
                shard.run(clock.nanos());
            } catch (RuntimeException e) {
                LOG.error("a SIP message could not be processed", e);
            }
            long deadline = shard.deadline();
            long patience = deadline == Timers.NEVER ? LONGEST_NAP : deadline - clock.nanos();
            if (patience > 0) {
                LockSupport.parkNanos(this, Math.min(patience, LONGEST_NAP));
            }
        }
    }
}
