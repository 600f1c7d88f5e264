package org.offhook.media.shard;

import org.offhook.core.media.MediaSession.MediaStatistics;
import org.offhook.media.codec.Codec;
import org.offhook.media.net.Peer;
import org.offhook.media.path.Inbound;
import org.offhook.media.path.Outbound;

/// What is told of a leg to other threads: once a second, and at its end.
final class LegCounts {

    private final Inbound inbound;
    private final Outbound outbound;
    private final MediaTotals totals;

    /// How many the totals have of it.
    private long unauthentic;

    private volatile MediaStatistics latest = new MediaStatistics(0, 0, 0, 0, 0, null, null);

    LegCounts(Inbound inbound, Outbound outbound, MediaTotals totals) {
        this.inbound = inbound;
        this.outbound = outbound;
        this.totals = totals;
    }

    MediaStatistics latest() {
        return latest;
    }

    void publish() {
        Codec codec = outbound.codec();
        Peer remote = inbound.remote();
        MediaStatistics before = latest;
        MediaStatistics now = new MediaStatistics(
                inbound.statistics().received(),
                outbound.packets(),
                Math.max(0, inbound.statistics().lost()),
                inbound.late(),
                inbound.foreign(),
                codec == null ? null : codec.name(),
                remote == null ? null : remote.host() + ":" + remote.port());
        latest = now;
        totals.add(before, now);
        totals.unauthentic(inbound.unauthentic() - unauthentic);
        unauthentic = inbound.unauthentic();
    }
}
