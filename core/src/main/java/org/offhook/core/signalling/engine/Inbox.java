package org.offhook.core.signalling.engine;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Commands on their way to the loop, from any thread. Bounded: a loop that is so far behind takes no more from
/// those who may be refused.
public final class Inbox {

    /// Something to do on the loop.
    @FunctionalInterface
    public interface Command {
        void run(long now);
    }

    private final ConcurrentLinkedQueue<Command> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int capacity;
    private final Runnable wake;

    /// @param wake makes the runner call [SignallingShard#run] soon; called from any thread
    public Inbox(int capacity, Runnable wake) {
        this.capacity = capacity;
        this.wake = wake;
    }

    /// Queues new work; false when there is no room.
    public boolean offer(Command command) {
        if (waiting.get() >= capacity) {
            return false;
        }
        put(command);
        return true;
    }

    /// Queues what belongs to work that was let in and must not be lost: the end of a leg, the answer to a
    /// question of the loop. There is no more of it than there is of that work.
    public void put(Command command) {
        queue.add(command);
        if (waiting.getAndIncrement() == 0) {
            wake.run();
        }
    }

    public int waiting() {
        return waiting.get();
    }

    /// Runs what was there when it was called, in order.
    public void drain(long now) {
        int present = waiting.get();
        for (int i = 0; i < present; i++) {
            Command command = take();
            if (command == null) {
                break;
            }
            command.run(now);
        }
        if (waiting.get() > 0) {
            wake.run();
        }
    }

    private @Nullable Command take() {
        Command command = queue.poll();
        if (command != null) {
            waiting.decrementAndGet();
        }
        return command;
    }
}
