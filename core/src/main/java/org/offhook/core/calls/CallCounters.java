package org.offhook.core.calls;

import java.util.concurrent.atomic.LongAdder;

/// What the desk has done since the start, for the metrics.
public final class CallCounters {

    private final LongAdder incoming = new LongAdder();
    private final LongAdder placed = new LongAdder();
    private final LongAdder refused = new LongAdder();

    CallCounters() {}

    void incoming() {
        incoming.increment();
    }

    void placed() {
        placed.increment();
    }

    void refused() {
        refused.increment();
    }

    /// Calls that came in and were given a script.
    public long incomingCalls() {
        return incoming.sum();
    }

    /// Calls placed by REST.
    public long placedCalls() {
        return placed.sum();
    }

    /// Calls refused because the platform is full, draining, or does not know the caller.
    public long refusedCalls() {
        return refused.sum();
    }
}
