package org.offhook.core.limits;

import java.util.concurrent.atomic.AtomicLong;
import org.offhook.core.time.Clock;

/// So many in a second, evenly: a token bucket (GCRA) that holds a second's worth, so that a burst after a
/// quiet second is taken and a flood is cut to the rate.
public final class Throttle {

    private static final long SECOND = 1_000_000_000L;

    private final Clock clock;
    private final long spacing;
    /// When the bucket will be full again, in nanoseconds of the monotonic clock.
    private final AtomicLong full;

    /// @param perSecond 1 to a billion
    public Throttle(int perSecond, Clock clock) {
        this.clock = clock;
        this.spacing = SECOND / perSecond;
        this.full = new AtomicLong(clock.nanos());
    }

    /// Takes one.
    ///
    /// @return false when it is one too many: nothing was taken
    public boolean take() {
        long now = clock.nanos();
        while (true) {
            long before = full.get();
            long after = Math.max(before - now, 0) + spacing;
            if (after > SECOND) {
                return false;
            }
            if (full.compareAndSet(before, now + after)) {
                return true;
            }
        }
    }
}
