package org.offhook.media.shard;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Commands from any thread to one session or room, run in order by its shard. Bounded: a script that has so
/// many commands waiting is out of its mind, or the shard is dead; either is a bug to be told.
final class Inbox {
    static final int MOST = 4_096;

    private final MediaShard shard;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    Inbox(MediaShard shard) {
        this.shard = shard;
    }

    /// @throws IllegalStateException when [#MOST] commands wait
    void put(Runnable command) {
        if (waiting.incrementAndGet() > MOST) {
            waiting.decrementAndGet();
            throw new IllegalStateException("the media shard does not take commands");
        }
        commands.add(command);
        if (scheduled.compareAndSet(false, true)) {
            shard.ready(this);
        }
    }

    /// Runs what waits now; what comes meanwhile schedules the inbox again.
    void run() {
        scheduled.set(false);
        for (int left = waiting.get(); left > 0; left--) {
            Runnable command = commands.poll();
            if (command == null) {
                return;
            }
            waiting.decrementAndGet();
            try {
                command.run();
            } catch (RuntimeException bug) {
                shard.faults().accept(bug);
            }
        }
    }
}
