package org.offhook.testkit.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.offhook.core.script.Scripts;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;

/// A seeded run: what is to happen, in order of time, and the clock that jumps from one step to the next.
///
/// It is the platform's clock, scheduler and worker pool. Nothing happens unless somebody calls [#step] or one
/// of the `run` methods; those carry out one step after the other on the calling thread. Used by one thread at
/// a time; the scripts of [#scripts] count as that thread while they are resumed.
///
/// Workers and waking scripts take a few microseconds, drawn from the seed, so that different seeds try
/// different interleavings of what is concurrent in production.
public final class Timeline implements Clock, Scheduler, Executor, AutoCloseable {

    private static final Instant EPOCH = Instant.parse("2026-01-05T09:00:00Z");
    private static final int LONGEST_HOP_NANOS = 50_000;

    /// A wait that is as good as endless.
    static final Duration FOREVER = Duration.ofDays(10_000);

    private final long seed;
    private final long origin;
    private final RandomGenerator hops;
    private final Trace trace;
    private final Stage stage;
    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private final List<Runnable> watchers = new ArrayList<>();
    private long now;
    private long sequence;
    private long happened;
    private @Nullable RuntimeException failure;

    private Timeline(long seed, Trace trace) {
        this.seed = seed;
        this.trace = trace;
        this.hops = random("hops");
        // A clock that starts anywhere finds those who take 0 for "never".
        this.origin = random("origin").nextLong() / 4;
        this.stage = new Stage(this);
    }

    public static Timeline seeded(long seed) {
        return new Timeline(seed, Trace.off());
    }

    public static Timeline seeded(long seed, Trace trace) {
        return new Timeline(seed, trace);
    }

    public long seed() {
        return seed;
    }

    /// Chance for one purpose: a stream of its own, so that more draws for one purpose leave the others as they
    /// were.
    public RandomGenerator random(String purpose) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ (long) purpose.hashCode() << 17);
    }

    public Scripts scripts() {
        return stage;
    }

    /// The scripts that have started and not returned.
    public Stage stage() {
        return stage;
    }

    public Trace trace() {
        return trace;
    }

    /// Wall-clock time, to the microsecond as the stores keep it.
    @Override
    public Instant now() {
        return EPOCH.plusNanos(now).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public long nanos() {
        return origin + now;
    }

    /// Time since the beginning of the run.
    public Duration elapsed() {
        return Duration.ofNanos(now);
    }

    /// How many steps have been carried out.
    public long happened() {
        return happened;
    }

    /// Runs `check` after every step.
    public void watch(Runnable check) {
        watchers.add(check);
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        return schedule(Math.max(0, delay.toNanos()), new Named("timer", task));
    }

    /// Runs a task on a worker: soon, but not now.
    @Override
    public void execute(Runnable task) {
        schedule(hop(), new Named("worker", task));
    }

    /// Like [#after], with a name for the trace.
    public Cancellable after(Duration delay, String name, Runnable task) {
        return schedule(Math.max(0, delay.toNanos()), new Named(name, task));
    }

    /// How long a thread of a busy machine takes to notice that it has something to do, in nanoseconds.
    public long hop() {
        return 1L + hops.nextInt(LONGEST_HOP_NANOS);
    }

    /// Queues a step.
    ///
    /// @param delay in nanoseconds, not negative
    public Cancellable schedule(long delay, Step step) {
        Entry entry = new Entry(now + delay, sequence++, step);
        queue.add(entry);
        return entry;
    }

    /// Ends the run at the next occasion: something happened that must not.
    public void fail(RuntimeException problem) {
        if (failure == null) {
            failure = problem;
        }
    }

    /// Carries out the next step.
    ///
    /// @return false when nothing is left to happen
    /// @throws SimulationFailure when a script or a step failed, or a watcher found something broken
    public boolean step() {
        Entry next = queue.poll();
        while (next != null && next.cancelled) {
            next = queue.poll();
        }
        if (next == null) {
            return false;
        }
        now = next.time;
        happened++;
        if (trace.on()) {
            trace.line(now, next.step.describe());
        }
        try {
            next.step.run();
            for (Runnable watcher : watchers) {
                watcher.run();
            }
        } catch (SimulationFailure known) {
            throw known;
        } catch (RuntimeException | Error bug) {
            throw new SimulationFailure(seed, elapsed(), next.step.describe() + " failed: " + bug, bug);
        }
        if (failure != null) {
            throw new SimulationFailure(seed, elapsed(), String.valueOf(failure.getMessage()), failure);
        }
        return true;
    }

    /// Runs until `done`, looked at after each step.
    ///
    /// @param most how much virtual time it may take
    /// @return whether it came to be done; false when time ran out or nothing is left to happen
    public boolean runUntil(BooleanSupplier done, Duration most) {
        long end = now + most.toNanos();
        while (!done.getAsBoolean()) {
            if (nextTime() > end) {
                now = Math.max(now, end);
                return false;
            }
            if (!step()) {
                return false;
            }
        }
        return true;
    }

    /// Lets so much time pass.
    public void runFor(Duration duration) {
        long end = now + duration.toNanos();
        while (nextTime() <= end) {
            step();
        }
        now = end;
    }

    /// When the next step is due; the end of time when there is none.
    private long nextTime() {
        while (!queue.isEmpty() && queue.peek().cancelled) {
            queue.poll();
        }
        return queue.isEmpty() ? Long.MAX_VALUE : queue.peek().time;
    }

    /// Ends the scripts that still wait, so that no thread is left behind.
    @Override
    public void close() {
        queue.clear();
        stage.close();
    }

    private record Named(String name, Runnable task) implements Step {

        @Override
        public void run() {
            task.run();
        }

        @Override
        public String describe() {
            return name;
        }
    }

    static final class Entry implements Comparable<Entry>, Cancellable {

        private final long time;
        private final long number;
        private final Step step;
        private boolean cancelled;

        Entry(long time, long number, Step step) {
            this.time = time;
            this.number = number;
            this.step = step;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
