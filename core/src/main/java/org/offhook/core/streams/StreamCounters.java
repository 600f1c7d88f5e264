package org.offhook.core.streams;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What there was since the start, of all streams. Safe from any thread.
public final class StreamCounters {

    private final AtomicInteger live = new AtomicInteger();
    private final AtomicLong framesLost = new AtomicLong();
    private final AtomicLong bytesRefused = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    void began() {
        live.incrementAndGet();
    }

    void ended(boolean well) {
        live.decrementAndGet();
        if (!well) {
            failed.incrementAndGet();
        }
    }

    void frameLost() {
        framesLost.incrementAndGet();
    }

    void refused(int bytes) {
        bytesRefused.addAndGet(bytes);
    }

    /// Streams that are connected, or about to be.
    public int live() {
        return live.get();
    }

    /// Frames of 20 ms that applications were too slow to take.
    public long framesLost() {
        return framesLost.get();
    }

    /// Bytes of sound that applications sent and nobody heard, because too much waited already.
    public long bytesRefused() {
        return bytesRefused.get();
    }

    /// Streams that ended with an error.
    public long failed() {
        return failed.get();
    }
}
