package org.offhook.testkit.kernel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.offhook.core.script.Mailbox;
import org.offhook.core.time.Scheduler.Cancellable;

/// One script: its thread, its mailbox, and the hand-over of control between it and the timeline.
///
/// Exactly one of the two runs. `playing` says which; whoever gives control away writes it last, whoever waits
/// for control reads it first, so everything that either side wrote before is seen by the other.
final class Actor<S> implements Mailbox<S>, Step {

    private final Stage stage;
    private final Timeline timeline;
    private final String name;
    private final Consumer<Mailbox<S>> story;
    private final Thread thread;
    private final Deque<S> signals = new ArrayDeque<>();

    private volatile boolean playing;
    private volatile @Nullable Thread director;
    private boolean begun;
    private boolean waiting;
    private boolean unwinding;
    private boolean ended;
    private boolean stuck;
    private @Nullable Cancellable wake;
    private @Nullable Cancellable alarm;

    Actor(Stage stage, Timeline timeline, String name, Consumer<Mailbox<S>> story) {
        this.stage = stage;
        this.timeline = timeline;
        this.name = name;
        this.story = story;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::play);
    }

    String name() {
        return name;
    }

    @Override
    public boolean put(S signal) {
        if (ended || signals.size() >= CAPACITY) {
            return false;
        }
        signals.add(signal);
        if (waiting && wake == null) {
            wakeAfter(timeline.hop());
        }
        return true;
    }

    @Override
    public @Nullable S take(Duration patience) {
        if (!Thread.currentThread().equals(thread)) {
            throw new IllegalStateException("only the script " + name + " takes from its mailbox");
        }
        if (signals.isEmpty() && patience.isPositive()) {
            rest(patience);
        }
        return signals.poll();
    }

    private void rest(Duration patience) {
        if (unwinding) {
            throw new Unwound();
        }
        waiting = true;
        if (patience.compareTo(Timeline.FOREVER) < 0) {
            alarm = timeline.schedule(patience.toNanos(), new Alarm());
        }
        giveControlBack();
        while (!playing) {
            LockSupport.park(this);
            boolean _ = Thread.interrupted();
        }
        waiting = false;
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        if (unwinding) {
            throw new Unwound();
        }
    }

    void wakeAfter(long nanos) {
        wake = timeline.schedule(nanos, this);
    }

    /// Resumes the script, and returns when it waits again or has ended.
    @Override
    public void run() {
        wake = null;
        if (ended) {
            return; // It was ended while its waking was due.
        }
        director = Thread.currentThread();
        playing = true;
        if (begun) {
            LockSupport.unpark(thread);
        } else {
            begun = true;
            thread.start();
        }
        long limit = System.nanoTime() + stage.patience().toNanos();
        while (playing) {
            LockSupport.parkNanos(this, stage.patience().toNanos());
            if (playing && (Thread.currentThread().isInterrupted() || System.nanoTime() - limit > 0)) {
                stuck = true;
                throw new IllegalStateException("script " + name + " is stuck at\n    "
                        + Arrays.stream(thread.getStackTrace())
                                .map(String::valueOf)
                                .collect(Collectors.joining("\n    ")));
            }
        }
    }

    @Override
    public String describe() {
        return begun ? name + " wakes" : name + " starts";
    }

    void unwind() {
        unwinding = true;
        if (begun && !stuck) {
            run();
        } else {
            ended = true;
            stage.ended(this);
        }
    }

    private void play() {
        try {
            story.accept(this);
        } catch (Unwound _) {
            // The run is over.
        } catch (RuntimeException | Error bug) {
            if (unwinding) {
                return; // Its surroundings are gone.
            }
            timeline.fail(new IllegalStateException("script " + name + " failed: " + bug, bug));
        } finally {
            ended = true;
            signals.clear();
            stage.ended(this);
            giveControlBack();
        }
    }

    private void giveControlBack() {
        Thread next = director;
        playing = false;
        LockSupport.unpark(next);
    }

    /// Patience has come to its end.
    private final class Alarm implements Step {

        @Override
        public void run() {
            if (waiting && wake == null) {
                Actor.this.run();
            }
        }

        @Override
        public String describe() {
            return name + " has waited enough";
        }
    }

    /// Ends a script whose run is over. An error, so that nobody takes it for a refusal of the platform.
    private static final class Unwound extends Error {
        Unwound() {
            super("the run is over", null, false, false);
        }
    }
}
