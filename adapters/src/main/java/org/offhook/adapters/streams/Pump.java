package org.offhook.adapters.streams;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread that sends what all streams have to say. Sends do not block, so one is enough; and it is awake for
/// all of them once when the media shard has made the frames of a tick.
final class Pump implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);

    private final Queue<Runnable> ready = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean idle;
    private volatile boolean closed;

    Pump() {
        thread = Thread.ofPlatform().name("streams").daemon().start(this::run);
    }

    /// Runs a task soon. Never blocks.
    void add(Runnable task) {
        ready.add(task);
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    /// Whether the caller is run by this pump.
    boolean here() {
        return Thread.currentThread().equals(thread);
    }

    private void run() {
        while (!closed) {
            Runnable task = ready.poll();
            if (task == null) {
                await();
            } else {
                run(task);
            }
        }
    }

    private void await() {
        idle = true;
        if (ready.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        idle = false;
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            LOG.error("a stream failed", bug);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
