package org.offhook.testkit.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/// Runs many seeds, some worlds side by side. Worlds share nothing, so how many run at once changes no result.
public final class Simulations {

    private Simulations() {}

    /// @param simulated virtual time of all worlds together
    /// @param cuts      how often the power failed
    /// @param checks    how often a law was held against something
    /// @param failed    seeds in which something was broken
    public record Total(long seeds, long calls, Duration simulated, long steps, long cuts, long checks, long failed) {

        static final Total NONE = new Total(0, 0, Duration.ZERO, 0, 0, 0, 0);

        private Total with(Simulation.Report report) {
            return new Total(
                    seeds + 1,
                    calls + report.calls(),
                    simulated.plus(report.simulated()),
                    steps + report.steps(),
                    cuts + report.cuts(),
                    checks + report.checks(),
                    failed);
        }

        private Total withFailure() {
            return new Total(seeds + 1, calls, simulated, steps, cuts, checks, failed + 1);
        }
    }

    /// Runs seeds from `from` on until `seeds` were run or `calls` were made; zero means as many as the other
    /// takes.
    ///
    /// @param worlds how many run at once
    /// @param failed told of each failure, one at a time
    public static Total run(
            long from,
            long seeds,
            long calls,
            int worlds,
            Simulation.Options options,
            BiConsumer<Long, RuntimeException> failed) {
        Progress progress = new Progress(from, seeds, calls, failed);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < worlds; i++) {
            // A world on a virtual thread hands over to its scripts ten times as fast as one on a platform thread.
            workers.add(Thread.ofVirtual().name("world " + i).start(() -> progress.work(options)));
        }
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", stopped);
            }
        }
        return progress.total();
    }

    private static final class Progress {

        private final AtomicLong next;
        private final long end;
        private final long calls;
        private final BiConsumer<Long, RuntimeException> failed;
        private Total total = Total.NONE;

        Progress(long from, long seeds, long calls, BiConsumer<Long, RuntimeException> failed) {
            this.next = new AtomicLong(from);
            this.end = seeds == 0 ? Long.MAX_VALUE : from + seeds;
            this.calls = calls;
            this.failed = failed;
        }

        void work(Simulation.Options options) {
            for (long seed = next.getAndIncrement(); seed < end && wantsMore(); seed = next.getAndIncrement()) {
                try {
                    add(Simulation.run(seed, options));
                } catch (RuntimeException failure) {
                    add(seed, failure);
                }
            }
        }

        private synchronized boolean wantsMore() {
            return calls == 0 || total.calls() < calls;
        }

        private synchronized void add(Simulation.Report report) {
            total = total.with(report);
        }

        private synchronized void add(long seed, RuntimeException failure) {
            total = total.withFailure();
            failed.accept(seed, failure);
        }

        synchronized Total total() {
            return total;
        }
    }
}
