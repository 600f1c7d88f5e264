package org.offhook.testkit.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.script.Mailbox;
import org.offhook.core.script.Scripts;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;
import org.offhook.testkit.kernel.Step;
import org.offhook.testkit.kernel.Timeline;

/// The computer that one life of the platform runs on. Until its power fails it is the timeline; from then on
/// no timer fires, no worker works and no script starts, and what others still tell it meets nobody.
final class Machine implements Clock, Scheduler, Scripts, Executor {

    private static final Cancellable NOTHING = () -> {};

    private final Timeline timeline;
    private boolean off;

    Machine(Timeline timeline) {
        this.timeline = timeline;
    }

    /// The power fails. Scripts must be ended by [org.offhook.testkit.kernel.Stage#abandon].
    void powerOff() {
        off = true;
    }

    boolean off() {
        return off;
    }

    @Override
    public Instant now() {
        return timeline.now();
    }

    @Override
    public long nanos() {
        return timeline.nanos();
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        return off ? NOTHING : timeline.after(delay, () -> run(task));
    }

    @Override
    public void execute(Runnable task) {
        if (!off) {
            timeline.execute(() -> run(task));
        }
    }

    Cancellable schedule(long delay, Step step) {
        return off
                ? NOTHING
                : timeline.schedule(delay, new Step() {
                    @Override
                    public void run() {
                        Machine.this.run(step);
                    }

                    @Override
                    public String describe() {
                        return step.describe();
                    }
                });
    }

    private void run(Runnable task) {
        if (!off) {
            task.run();
        }
    }

    @Override
    public <S> Mailbox<S> start(String name, Consumer<Mailbox<S>> story) {
        return off ? new Nobody<>() : timeline.scripts().start(name, story);
    }

    /// The mailbox of a script that never was.
    private static final class Nobody<S> implements Mailbox<S> {

        @Override
        public boolean put(S signal) {
            return false;
        }

        @Override
        public @Nullable S take(Duration patience) {
            return null;
        }
    }
}
