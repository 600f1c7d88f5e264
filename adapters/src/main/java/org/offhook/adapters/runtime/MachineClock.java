package org.offhook.adapters.runtime;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.offhook.core.time.Clock;

/// The clocks of this machine.
public final class MachineClock implements Clock {

    /// Wall-clock time to the microsecond: what the stores keep, so that a value reads back as it was written.
    @Override
    public Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
