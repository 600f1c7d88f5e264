package org.offhook.adapters.rtpnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.adapters.runtime.MachineClock;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.MediaSession.Negotiation;
import org.offhook.media.shard.MediaSettings;
import org.offhook.media.shard.MediaShard;
import org.offhook.media.shard.ShardMedia;
import org.offhook.media.tone.Tones;
import org.offhook.protocols.rtp.RtpPacket;
import org.offhook.protocols.rtp.TelephoneEvent;

/// The shard over real sockets on loopback.
class UdpMediaTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final List<RuntimeException> faults = new ArrayList<>();
    private UdpSockets sockets;
    private MediaThread thread;
    private ShardMedia media;

    @BeforeEach
    void start() throws IOException {
        sockets = pairs(4);
        MediaShard shard = new MediaShard(
                sockets, new MachineClock(), new AtomicLong()::incrementAndGet, MediaSettings.DEFAULT, faults::add);
        media = new ShardMedia(shard, 1);
        thread = new MediaThread(shard, "media-test");
    }

    @AfterEach
    void stop() throws IOException {
        thread.close();
        sockets.close();
        assertThat(faults).isEmpty();
    }

    @Test
    void aSoundIsHeardAndAKeyIsReported() throws Exception {
        BlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>();
        try (Phone phone = new Phone(media, events)) {
            long id = phone.session.play(new Audio(Tones.sines(8_000, 400, 440), "tone"));
            byte[] sound = new byte[3_200];
            RtpPacket view = new RtpPacket();
            for (int i = 0; i < 20; i++) {
                ByteBuffer packet = phone.receive(view);
                packet.get(view.payloadOffset(), sound, i * 160, 160);
            }
            assertThat(events.poll(30, TimeUnit.SECONDS)).isEqualTo(new MediaEvent.Played(id, true));
            assertThat(sound).isNotEqualTo(silence());

            ByteBuffer key = ByteBuffer.allocate(16);
            RtpPacket.writeHeader(key, 0, true, 101, 1, 160, 7);
            TelephoneEvent.write(key, RtpPacket.HEADER, 5, false, 10, 160);
            phone.send(key.array());
            assertThat(events.poll(30, TimeUnit.SECONDS)).isEqualTo(new MediaEvent.Digit('5'));
        }
    }

    @Test
    void bridgedPacketsGoOverAndForeignOnesDoNot() throws Exception {
        try (Phone anna = new Phone(media, new LinkedBlockingQueue<>());
                Phone bert = new Phone(media, new LinkedBlockingQueue<>());
                DatagramSocket foreign = new DatagramSocket(0, LOOPBACK)) {
            anna.session.bridge(bert.session);
            anna.voice(1, (byte) 1);
            bert.voice(1, (byte) 2);
            bert.receiveUntil((byte) 1);
            anna.receiveUntil((byte) 2);
            byte[] spray = Phone.packet(2, (byte) 66);
            for (int i = 0; i < 20; i++) {
                foreign.send(new DatagramPacket(spray, spray.length, LOOPBACK, anna.port));
            }
            anna.voice(3, (byte) 3);
            for (byte heard : bert.receiveUntil((byte) 3)) {
                assertThat(heard).isNotEqualTo((byte) 66);
            }
            foreign.setSoTimeout(50);
            assertThatThrownBy(() -> foreign.receive(new DatagramPacket(new byte[200], 200)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aClosedLegsPortsAreUsedAgainAndHearNothingOfTheLastCall() throws Exception {
        for (int round = 0; round < 50; round++) {
            BlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>();
            try (Phone phone = new Phone(media, events)) {
                phone.voice(round, (byte) 9);
                phone.receive(new RtpPacket());
            }
        }
        List<MediaSession> all = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (all.size() < 4 && System.nanoTime() < deadline) {
            media.open(_ -> {}).ifPresent(all::add);
        }
        assertThat(all).hasSize(4);
        assertThat(media.open(_ -> {})).isEmpty();
        all.forEach(MediaSession::close);
    }

    @Test
    void aFarEndThatIsGoneDisturbsNobody() throws Exception {
        try (Phone phone = new Phone(media, new LinkedBlockingQueue<>())) {
            Phone gone = new Phone(media, new LinkedBlockingQueue<>());
            gone.voice(1, (byte) 1);
            gone.receive(new RtpPacket());
            gone.socket.close();
            RtpPacket view = new RtpPacket();
            for (int i = 0; i < 30; i++) {
                phone.receive(view);
            }
            gone.session.close();
        }
    }

    @Test
    void aRangeThatCannotBeUsedIsSaidAtOnce() throws Exception {
        assertThatThrownBy(() -> new UdpSockets(LOOPBACK, "127.0.0.1", 10_001, 10_002))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("10001-10002 hold no pair");
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            int even = taken.getLocalPort() & ~1;
            assertThatThrownBy(() -> new UdpSockets(LOOPBACK, "127.0.0.1", even, even + 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("can be opened");
        }
    }

    private static byte[] silence() {
        byte[] silence = new byte[3_200];
        Arrays.fill(silence, (byte) 0xff);
        return silence;
    }

    /// A pool of so many pairs on ports that are free now.
    private static UdpSockets pairs(int count) throws IOException {
        IOException last = null;
        for (int tries = 0; tries < 20; tries++) {
            int low;
            try (DatagramSocket probe = new DatagramSocket(0, LOOPBACK)) {
                low = Math.min(probe.getLocalPort(), 65_000) & ~1;
            }
            try {
                return new UdpSockets(LOOPBACK, "127.0.0.1", low, low + 2 * count - 1);
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw last;
    }

    /// A far end with one socket.
    private static final class Phone implements AutoCloseable {
        private final DatagramSocket socket = new DatagramSocket(0, LOOPBACK);
        private final MediaSession session;
        private final int port;
        private final byte[] buffer = new byte[2_000];

        Phone(ShardMedia media, BlockingQueue<MediaEvent> events) throws IOException {
            socket.setSoTimeout(30_000);
            session = waitForSession(media, events);
            Negotiation.Agreed agreed = (Negotiation.Agreed) session.answer("""
                    v=0
                    o=- 1 1 IN IP4 127.0.0.1
                    s=-
                    c=IN IP4 127.0.0.1
                    t=0 0
                    m=audio %d RTP/AVP 0 101
                    a=rtpmap:101 telephone-event/8000
                    """.formatted(socket.getLocalPort()));
            port = Integer.parseInt(agreed.sdp().replaceAll("(?s).*m=audio ([0-9]+) .*", "$1"));
        }

        /// Ports come back when the shard has closed the leg before.
        private static MediaSession waitForSession(ShardMedia media, BlockingQueue<MediaEvent> events) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (true) {
                var opened = media.open(events::add);
                if (opened.isPresent() || System.nanoTime() > deadline) {
                    return opened.orElseThrow();
                }
                Thread.onSpinWait();
            }
        }

        static byte[] packet(int sequence, byte content) {
            byte[] bytes = new byte[172];
            Arrays.fill(bytes, content);
            RtpPacket.writeHeader(ByteBuffer.wrap(bytes), 0, false, 0, sequence, sequence * 160, 7);
            return bytes;
        }

        void voice(int sequence, byte content) throws IOException {
            send(packet(sequence, content));
        }

        void send(byte[] bytes) throws IOException {
            socket.send(new DatagramPacket(bytes, bytes.length, LOOPBACK, port));
        }

        ByteBuffer receive(RtpPacket view) throws IOException {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            socket.receive(packet);
            ByteBuffer bytes = ByteBuffer.wrap(buffer);
            assertThat(view.wrap(bytes, 0, packet.getLength())).isTrue();
            return bytes;
        }

        /// The first payload byte of every packet up to the one that begins with this.
        byte[] receiveUntil(byte content) throws IOException {
            byte[] heard = new byte[2_000];
            RtpPacket view = new RtpPacket();
            for (int i = 0; i < heard.length; i++) {
                receive(view);
                heard[i] = view.payload(0);
                if (heard[i] == content) {
                    return Arrays.copyOf(heard, i + 1);
                }
            }
            throw new AssertionError("not heard");
        }

        @Override
        public void close() {
            session.close();
            socket.close();
        }
    }
}
