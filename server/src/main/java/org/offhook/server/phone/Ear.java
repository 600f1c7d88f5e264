package org.offhook.server.phone;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.offhook.core.recordings.RecordingSink;

/// Measures how much of what is received is sound, and hands it on. Fed by the media shard, read by the call.
final class Ear implements RecordingSink {

    /// Samples of 20 ms at 8,000 a second.
    private static final int FRAME = 160;
    /// Root mean square above which a frame is sound: 40 dB under full scale. Speech is some 20 dB above it,
    /// the noise of a silent G.711 line far below.
    private static final double LOUD = 327;

    private final @Nullable RecordingSink next;
    private final AtomicLong loudFrames = new AtomicLong();
    private double energy;
    private int filled;

    Ear(@Nullable RecordingSink next) {
        this.next = next;
    }

    Duration loud() {
        return Duration.ofMillis(20 * loudFrames.get());
    }

    @Override
    public void write(short[] samples, int length) {
        for (int i = 0; i < length; i++) {
            energy += (double) samples[i] * samples[i];
            if (++filled == FRAME) {
                if (Math.sqrt(energy / FRAME) > LOUD) {
                    loudFrames.incrementAndGet();
                }
                energy = 0;
                filled = 0;
            }
        }
        if (next != null) {
            next.write(samples, length);
        }
    }

    @Override
    public void close() {
        if (next != null) {
            next.close();
        }
    }
}
