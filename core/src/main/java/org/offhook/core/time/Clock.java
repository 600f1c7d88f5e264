package org.offhook.core.time;

import java.time.Instant;

/// The two clocks of the platform. Timers use the monotonic one, so that a jump of the wall clock drops no
/// call.
public interface Clock {

    /// Wall-clock time, for people and for expiry dates.
    Instant now();

    /// Monotonic time in nanoseconds since an arbitrary origin, for timers and durations.
    long nanos();
}
