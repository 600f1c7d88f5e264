package org.offhook.media.shard;

import java.util.concurrent.atomic.LongAdder;
import org.offhook.core.media.MediaSession.MediaStatistics;

/// Packets of all legs since the start, those of living ones up to the last second. Read by any thread.
public final class MediaTotals {

    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder foreign = new LongAdder();

    private final LongAdder unauthentic = new LongAdder();

    MediaTotals() {}

    void unauthentic(long more) {
        unauthentic.add(more);
    }

    /// Adds what happened to one leg between two looks at it.
    void add(MediaStatistics before, MediaStatistics now) {
        received.add(now.packetsReceived() - before.packetsReceived());
        sent.add(now.packetsSent() - before.packetsSent());
        lost.add(now.lost() - before.lost());
        late.add(now.late() - before.late());
        foreign.add(now.foreign() - before.foreign());
    }

    public long received() {
        return received.sum();
    }

    public long sent() {
        return sent.sum();
    }

    /// Packets that never came; one that comes after all is taken off again.
    public long lost() {
        return lost.sum();
    }

    /// Packets that came after their time to be played.
    public long late() {
        return late.sum();
    }

    /// Packets from addresses that are not the far end's.
    public long foreign() {
        return foreign.sum();
    }

    /// Encrypted packets with a wrong tag, or that had come before.
    public long unauthentic() {
        return unauthentic.sum();
    }
}
