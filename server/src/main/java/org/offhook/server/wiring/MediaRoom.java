package org.offhook.server.wiring;

import java.io.IOException;
import java.net.InetAddress;
import java.util.random.RandomGenerator;
import org.offhook.adapters.rtpnet.MediaThread;
import org.offhook.adapters.rtpnet.UdpSockets;
import org.offhook.core.media.MediaServer;
import org.offhook.core.meters.Meters;
import org.offhook.core.time.Clock;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.media.shard.MediaSettings;
import org.offhook.media.shard.MediaShard;
import org.offhook.media.shard.MediaTotals;
import org.offhook.media.shard.ShardMedia;
import org.offhook.server.config.PortRange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sound of all legs: one shard on a thread of its own. One, because legs can be joined only on the same
/// shard; it carries a thousand of them on a quarter of a core.
public final class MediaRoom implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MediaRoom.class);

    private final UdpSockets sockets;
    private final MediaShard shard;
    private final MediaThread thread;
    private final MediaServer media;

    private MediaRoom(UdpSockets sockets, MediaShard shard, MediaThread thread, MediaServer media) {
        this.sockets = sockets;
        this.shard = shard;
        this.thread = thread;
        this.media = media;
    }

    /// @param told the address that far ends are told to send to
    /// @param destinations which addresses sound may be sent to unasked
    public static MediaRoom open(
            PortRange ports,
            InetAddress address,
            String told,
            DestinationPolicy destinations,
            MediaSettings settings,
            Clock clock,
            RandomGenerator random)
            throws IOException {
        UdpSockets sockets = new UdpSockets(address, told, ports.low(), ports.high(), destinations);
        MediaShard shard = new MediaShard(
                sockets, clock, random::nextLong, settings, bug -> LOG.error("a leg's sound failed", bug));
        MediaThread thread = new MediaThread(shard, "media");
        return new MediaRoom(sockets, shard, thread, new ShardMedia(shard, random.nextLong()));
    }

    public MediaServer media() {
        return media;
    }

    /// How late sound is sent of late, in nanoseconds.
    long lateness() {
        return shard.lateness();
    }

    void register(Meters meters) {
        meters.gauge("offhook_media_late_ms", "Milliseconds by which sound is sent late.", () -> lateness() / 1e6);
        meters.gauge("offhook_media_legs", "Legs that hold a pair of media ports.", sockets::inUse);
        meters.total(
                "offhook_media_ticks_skipped",
                "Ticks of 5 ms left out because the machine was too slow.",
                shard::skippedTicks);
        MediaTotals totals = shard.totals();
        meters.total("offhook_rtp_packets_received", "RTP packets taken.", totals::received);
        meters.total("offhook_rtp_packets_sent", "RTP packets sent.", totals::sent);
        meters.gauge("offhook_rtp_packets_lost", "RTP packets that never came, since the start.", totals::lost);
        meters.total("offhook_rtp_packets_late", "RTP packets that came too late to be played.", totals::late);
        meters.total(
                "offhook_rtp_packets_foreign",
                "RTP packets from addresses that are not the far end's; they are not heard.",
                totals::foreign);
        meters.total(
                "offhook_srtp_packets_refused",
                "Encrypted packets with a wrong tag, or that had come before; they are not heard.",
                totals::unauthentic);
    }

    @Override
    public void close() throws IOException {
        thread.close();
        sockets.close();
    }
}
