package org.offhook.server.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.offhook.adapters.rtpnet.MediaThread;
import org.offhook.adapters.rtpnet.UdpSockets;
import org.offhook.adapters.runtime.MachineClock;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaServer.Mix;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.MediaSession.Negotiation;
import org.offhook.core.media.MediaSession.Presence;
import org.offhook.media.codec.Codec;
import org.offhook.media.shard.MediaSettings;
import org.offhook.media.shard.MediaShard;
import org.offhook.media.shard.ShardMedia;
import org.offhook.media.tone.Tones;
import org.offhook.server.bench.load.PlainRelay;
import org.offhook.server.bench.load.PlainSend;
import org.offhook.server.bench.load.RtpLoad;
import org.offhook.server.bench.load.ThreadCpu;

/// Sound over real sockets on loopback: what the media thread costs for relayed packets, against a loop that
/// only receives and sends; for bridged calls, played legs and members of one conference; and how late packets
/// come. The far ends run in a thread of their own, whose CPU is not counted.
public final class MediaBenchmark implements Benchmark {
    private static final int CALLS = 400;
    private static final int PLAYING = 1_000;
    private static final int MEMBERS = 300;
    private static final int OPUS = 20;
    private static final int WARM_UP = 4;
    private static final int SECONDS = 8;
    private static final int LOW_PORT = 20_000;
    private static final int HIGH_PORT = 29_999;

    /// Where the far ends of the plain send loop talk to: nobody.
    private static final int DISCARD_PORT = 9;

    @Override
    public String name() {
        return "media";
    }

    @Override
    public String about() {
        return "relayed packets, bridged calls, played legs, a conference";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws IOException {
        List<Row> rows = new ArrayList<>();
        progress.accept("plain receive-and-send loop, " + CALLS + " calls");
        Measured plain = plain();
        progress.accept("bridged G.711, " + CALLS + " calls");
        Measured bridged = measured(this::bridge, 2 * CALLS, new RtpLoad());
        double plainCost = plain.millisecondsPer(plain.seen.matched());
        double cost = bridged.millisecondsPer(bridged.seen.matched());
        rows.add(new Row(
                "relayed RTP packet",
                "packet",
                bridged.seen.matched(),
                cost * 1_000,
                "µs CPU",
                "plain receive-and-send loop",
                plainCost * 1_000,
                bridged.delays()));
        rows.add(bridged.row("bridged G.711 call", "call", CALLS, bridged.delays()));
        progress.accept("a prompt played to " + PLAYING + " legs that only listen");
        Measured sending = sending();
        Measured playing = measured(this::play, PLAYING, new RtpLoad(true));
        rows.add(new Row(
                "leg that a prompt is played to",
                "leg",
                PLAYING,
                playing.share(PLAYING),
                "% of a core",
                "plain send loop",
                sending.share(PLAYING),
                playing.packets()));
        progress.accept("a prompt played to " + PLAYING + " legs that talk");
        Measured talking = measured(this::play, PLAYING, new RtpLoad());
        rows.add(talking.row("the same while its phone sends sound", "leg", PLAYING, talking.packets()));
        progress.accept("one conference, " + MEMBERS + " talking");
        Measured mixed = measured(this::mix, MEMBERS, new RtpLoad());
        rows.add(mixed.row("conference, all talking", "member", MEMBERS, mixed.packets()));
        progress.accept("the same in Opus, " + OPUS + " legs");
        Measured spoken = measured(this::play, OPUS, new RtpLoad(true), "111");
        rows.add(spoken.against("leg that a prompt is played to in Opus", OPUS, "in G.711", playing.share(PLAYING)));
        Measured discussed = measured(this::mix, OPUS, new RtpLoad().sending(opus()), "111");
        rows.add(discussed.against("conference in Opus, all talking", OPUS, "in G.711", mixed.share(MEMBERS)));
        return rows;
    }

    /// @param cpu nanoseconds of the thread that does the work while packets were counted
    /// @param late the longest that a tick came after its time, in nanoseconds
    private record Measured(RtpLoad.Seen seen, long cpu, long late) {

        double millisecondsPer(long units) {
            return cpu / 1e6 / Math.max(1, units);
        }

        Row row(String work, String unit, int units, String remark) {
            return new Row(work, unit, units, share(units), "% of a core", null, 0, remark);
        }

        Row against(String work, int units, String baseline, double share) {
            return new Row(work, "leg", units, share(units), "% of a core", baseline, share, packets());
        }

        /// What one of so many took of a core, in per cent.
        double share(int units) {
            return 100.0 * cpu / (SECONDS * 1e9) / units;
        }

        String delays() {
            return String.format(
                    Locale.ROOT,
                    "delay p50 %.1f, p99 %.1f, worst %.1f ms, loss %.3f %%, ticks late by at most %.1f ms",
                    seen.p50(),
                    seen.p99(),
                    seen.worst(),
                    seen.loss(),
                    late / 1e6);
        }

        String packets() {
            return String.format(
                    Locale.ROOT,
                    "%d packets in, %d out, ticks late by at most %.1f ms",
                    seen.sent(),
                    seen.received(),
                    late / 1e6);
        }
    }

    private Measured plain() throws IOException {
        try (RtpLoad load = new RtpLoad();
                PlainRelay relay = new PlainRelay()) {
            for (int i = 0; i < CALLS; i++) {
                int one = load.add();
                int[] ports = relay.pair(one, one);
                load.aim(ports[0]);
                load.add();
                load.aim(ports[1]);
            }
            long thread = relay.start();
            long[] cpu = new long[1];
            RtpLoad.Seen seen = load.run(WARM_UP, SECONDS, () -> cpu[0] = ThreadCpu.of(thread));
            return new Measured(seen, ThreadCpu.of(thread) - cpu[0], 0);
        }
    }

    private Measured sending() throws IOException {
        try (RtpLoad load = new RtpLoad(true);
                PlainSend sender = new PlainSend()) {
            for (int i = 0; i < PLAYING; i++) {
                sender.open(load.add());
                load.aim(DISCARD_PORT);
            }
            long thread = sender.start();
            long[] cpu = new long[1];
            RtpLoad.Seen seen = load.run(WARM_UP, SECONDS, () -> cpu[0] = ThreadCpu.of(thread));
            return new Measured(seen, ThreadCpu.of(thread) - cpu[0], 0);
        }
    }

    /// What is done with the sessions once all are open.
    private interface Arrangement {
        void arrange(ShardMedia media, List<MediaSession> sessions);
    }

    private void bridge(ShardMedia media, List<MediaSession> sessions) {
        for (int i = 0; i < sessions.size(); i += 2) {
            sessions.get(i).bridge(sessions.get(i + 1));
        }
    }

    private void play(ShardMedia media, List<MediaSession> sessions) {
        Audio prompt = new Audio(Tones.sines(5_000, 1_000 * (WARM_UP + SECONDS + 2), 440), "prompt");
        for (MediaSession session : sessions) {
            session.play(prompt);
        }
    }

    private void mix(ShardMedia media, List<MediaSession> sessions) {
        Mix mix = media.mix();
        for (MediaSession session : sessions) {
            session.join(mix, Presence.FULL);
        }
    }

    /// @param far closed afterwards
    private static Measured measured(Arrangement arrangement, int legs, RtpLoad far) throws IOException {
        return measured(arrangement, legs, far, "0");
    }

    /// @param payloadType of the only codec that the far ends know
    private static Measured measured(Arrangement arrangement, int legs, RtpLoad far, String payloadType)
            throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        SecureRandom random = new SecureRandom();
        try (RtpLoad load = far;
                UdpSockets sockets = new UdpSockets(loopback, loopback.getHostAddress(), LOW_PORT, HIGH_PORT)) {
            MediaShard shard =
                    new MediaShard(sockets, new MachineClock(), random::nextLong, MediaSettings.DEFAULT, bug -> {
                        throw bug;
                    });
            ShardMedia media = new ShardMedia(shard, random.nextLong());
            List<MediaSession> sessions = new ArrayList<>();
            for (int i = 0; i < legs; i++) {
                sessions.add(open(media, load, payloadType));
            }
            arrangement.arrange(media, sessions);
            try (MediaThread thread = new MediaThread(shard, "media-bench")) {
                long[] cpu = new long[1];
                RtpLoad.Seen seen = load.run(WARM_UP, SECONDS, () -> {
                    cpu[0] = ThreadCpu.of(thread.threadId());
                    shard.takeLatest();
                });
                return new Measured(seen, ThreadCpu.of(thread.threadId()) - cpu[0], shard.takeLatest());
            }
        }
    }

    /// 20 ms of a tone.
    private static byte[] opus() {
        ByteBuffer packet = ByteBuffer.allocate(1_500);
        short[] tone = Tones.sines(5_000, 20, 440);
        int length = Codec.OPUS.encoder(Codec.OPUS.format()).encode(tone, 0, tone.length, packet, 0);
        return Arrays.copyOf(packet.array(), length);
    }

    private static MediaSession open(ShardMedia media, RtpLoad load, String payloadType) throws IOException {
        int port = load.add();
        MediaSession session = media.open(_ -> {}).orElseThrow(() -> new IOException("no ports are left"));
        Negotiation negotiation = session.answer("""
                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio %d RTP/AVP %s 101
                a=rtpmap:101 telephone-event/8000
                a=rtpmap:111 opus/48000/2
                """.formatted(port, payloadType));
        if (!(negotiation instanceof Negotiation.Agreed(String sdp, boolean _))) {
            throw new IllegalStateException("no agreement");
        }
        load.aim(Integer.parseInt(sdp.replaceAll("(?s).*m=audio ([0-9]+) .*", "$1")));
        return session;
    }
}
