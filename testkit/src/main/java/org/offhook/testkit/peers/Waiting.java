package org.offhook.testkit.peers;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Waits for conditions of other processes, which cannot signal a latch in this one.
public final class Waiting {

    private static final long POLL_NANOS = 10_000_000;

    private Waiting() {}

    /// Returns as soon as the condition holds.
    ///
    /// @throws AssertionError when it does not hold within `limit`
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        forValue(what, limit, () -> condition.getAsBoolean() ? Boolean.TRUE : null);
    }

    /// Returns the first value that is not null.
    ///
    /// @throws AssertionError when there is none within `limit`
    public static <T> T forValue(String what, Duration limit, Supplier<@Nullable T> source) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            T value = source.get();
            if (value != null) {
                return value;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + limit.toMillis() + " ms: " + what);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("interrupted while waiting: " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
