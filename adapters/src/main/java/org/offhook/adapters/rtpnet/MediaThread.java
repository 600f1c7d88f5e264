package org.offhook.adapters.rtpnet;

import java.util.concurrent.locks.LockSupport;
import org.offhook.media.shard.MediaShard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread of one shard: ticks, then sleeps until the next tick is due. What a tick throws is a bug; it is
/// logged and the thread goes on, because everybody else's sound hangs on it.
public final class MediaThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaThread.class);

    private final MediaShard shard;
    private final Thread thread;
    private volatile boolean running = true;

    /// Starts the thread.
    ///
    /// @param name for thread dumps
    public MediaThread(MediaShard shard, String name) {
        this.shard = shard;
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    private void run() {
        while (running) {
            try {
                long wait = shard.tick(System.nanoTime());
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                }
            } catch (RuntimeException e) {
                LOG.error("a media tick failed", e);
            }
        }
    }

    /// The thread's id, for CPU accounting.
    public long threadId() {
        return thread.threadId();
    }

    /// Ends the thread after the tick it is in, and waits for that.
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
