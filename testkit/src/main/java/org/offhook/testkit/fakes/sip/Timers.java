package org.offhook.testkit.fakes.sip;

import java.time.Duration;

/// RFC 3261 §17, table 4, for an unreliable transport.
final class Timers {

    static final Duration T1 = Duration.ofMillis(500);
    static final Duration T2 = Duration.ofSeconds(4);

    /// 64 × T1: how long anything is tried.
    static final Duration LAST = T1.multipliedBy(64);

    private Timers() {}

    /// The next interval of a back-off that stops growing at T2.
    static Duration next(Duration interval) {
        Duration twice = interval.multipliedBy(2);
        return twice.compareTo(T2) > 0 ? T2 : twice;
    }
}
