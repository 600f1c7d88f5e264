package org.offhook.core.webhooks;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: 1 s, 2 s, 4 s, … 10 min, each anything from half to one and a half
/// of it, so that callbacks that failed together do not come back together.
public final class BackOff {

    /// After so long a delivery is given up.
    static final Duration PATIENCE = Duration.ofHours(4);

    private static final long LONGEST_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final int DOUBLINGS = 10;

    private BackOff() {}

    /// @param attempts made so far, from 1
    public static Duration after(int attempts, RandomGenerator random) {
        long millis = Math.min(1000L << Math.min(attempts - 1, DOUBLINGS), LONGEST_MILLIS);
        return Duration.ofMillis(millis / 2 + random.nextLong(millis));
    }
}
