package org.offhook.core.limits;

import java.time.Duration;
import org.offhook.core.time.Clock;

/// How late is too late. A burst after a quiet time may make the machine late once; when it was too late, more comes
/// than can be done, and then a long queue only makes everybody wait: a tenth is tolerated until nobody was later than
/// that for a while (after RFC 8289: a queue that stands is of no use to anybody). Safe from any thread.
public final class Tolerance {

    private static final int STRICT = 10;
    private static final Duration CALM = Duration.ofSeconds(10);

    private final Clock clock;
    private final long most;
    private boolean strict;
    private long latest;

    /// @param most after a quiet time
    public Tolerance(Clock clock, Duration most) {
        this.clock = clock;
        this.most = most.toNanos();
    }

    /// Whether so many nanoseconds are too late.
    public synchronized boolean isTooLate(long late) {
        long now = clock.nanos();
        if (late > (strict ? most / STRICT : most)) {
            strict = true;
            latest = now;
            return true;
        }
        if (strict && now - latest > CALM.toNanos()) {
            strict = false;
        }
        return false;
    }
}
