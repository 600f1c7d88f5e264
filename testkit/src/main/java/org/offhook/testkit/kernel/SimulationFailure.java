package org.offhook.testkit.kernel;

import java.time.Duration;

/// A run came to something that must not be: a bug in what is simulated, or in the simulation.
public final class SimulationFailure extends RuntimeException {

    private final long seed;
    private final Duration at;

    public SimulationFailure(long seed, Duration at, String message, Throwable cause) {
        super("seed " + seed + " at " + Trace.time(at.toNanos()) + ": " + message, cause);
        this.seed = seed;
        this.at = at;
    }

    public long seed() {
        return seed;
    }

    /// Time since the beginning of the run.
    public Duration at() {
        return at;
    }
}
