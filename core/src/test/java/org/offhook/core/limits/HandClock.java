package org.offhook.core.limits;

import java.time.Duration;
import java.time.Instant;
import org.offhook.core.time.Clock;

/// A clock that is turned by hand, soon to pass the largest number there is.
final class HandClock implements Clock {

    private long nanos = Long.MAX_VALUE - 1000;

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
