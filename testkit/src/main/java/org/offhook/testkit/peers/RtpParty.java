package org.offhook.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.offhook.testkit.hearing.MuLaw;
import org.offhook.testkit.hearing.Sound;

/// The ear and mouth of a caller whose signalling is somebody else's, such as SIPp's: one socket for PCMU and
/// telephone-event (payload type 101). It speaks to whomever it hears, unless it is told to whom.
public final class RtpParty implements AutoCloseable {

    private static final int FRAME = 160;
    private static final int HEADER = 12;
    private static final int EVENT_TYPE = 101;
    private static final int KEY_FRAMES = 5;
    private static final int PAUSE_FRAMES = 4;
    private static final int END_REPEATS = 3;
    private static final String KEYS = "0123456789*#ABCD";

    private final DatagramSocket socket;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
    private final HeardRtp heard = new HeardRtp();
    private final AtomicReference<@Nullable SocketAddress> other = new AtomicReference<>();
    private final CountDownLatch known = new CountDownLatch(1);
    private final Set<SocketAddress> sources = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sent = new AtomicInteger();
    private int sequence = 1_000;
    private int timestamp = 50_000;
    private boolean first = true;

    private RtpParty(DatagramSocket socket) {
        this.socket = socket;
    }

    public static RtpParty open() {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.block(2));
            RtpParty party = new RtpParty(new DatagramSocket(address));
            Thread.ofVirtual().name("rtp-party").start(party::listen);
            return party;
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /// From now on it speaks to this address, whomever it hears.
    public RtpParty speakTo(InetSocketAddress address) {
        other.set(address);
        known.countDown();
        return this;
    }

    /// What was heard until now, in the order of the timestamps; what never came is silence.
    public Sound heard() {
        return heard.sound();
    }

    /// Keys that came as telephone-event.
    public String keys() {
        return heard.keys();
    }

    public int packets() {
        return heard.packets();
    }

    /// Who has sent it anything.
    public Set<SocketAddress> sources() {
        return Set.copyOf(sources);
    }

    /// How many packets it has sent.
    public int sent() {
        return sent.get();
    }

    /// Waits until somebody is heard.
    public RtpParty awaitSound(Duration limit) {
        Waiting.until("sound on port " + port(), limit, () -> !heard().isSilence());
        return this;
    }

    /// Waits until anything comes at all.
    public RtpParty awaitPacket(Duration limit) {
        Waiting.until("a packet on port " + port(), limit, () -> packets() > 0);
        return this;
    }

    /// Speaks the whole sound, a frame each 20 ms, and returns when it has been sent.
    public void speak(Sound sound) {
        short[] samples = sound.samples();
        AtomicInteger next = new AtomicInteger();
        each20ms(() -> {
            int from = next.getAndAdd(FRAME);
            if (from + FRAME > samples.length) {
                return false;
            }
            ByteBuffer packet = header(0, timestamp, first, FRAME);
            for (int i = 0; i < FRAME; i++) {
                packet.put(MuLaw.encode(samples[from + i]));
            }
            send(packet);
            timestamp += FRAME;
            first = false;
            return true;
        });
    }

    /// Presses keys as RFC 4733 says, each for 100 ms with 80 ms between, and returns when they have been sent.
    public void press(String keys) {
        for (int i = 0; i < keys.length(); i++) {
            int event = KEYS.indexOf(keys.charAt(i));
            AtomicInteger frame = new AtomicInteger();
            int start = timestamp;
            each20ms(() -> {
                int now = frame.incrementAndGet();
                timestamp += FRAME;
                if (now < KEY_FRAMES) {
                    send(event(event, start, now, false));
                } else if (now == KEY_FRAMES) {
                    for (int repeat = 0; repeat < END_REPEATS; repeat++) {
                        send(event(event, start, now, true));
                    }
                }
                return now < KEY_FRAMES + PAUSE_FRAMES;
            });
            first = true;
        }
    }

    private ByteBuffer event(int event, int start, int frame, boolean end) {
        ByteBuffer packet = header(EVENT_TYPE, start, frame == 1, 4);
        return packet.put((byte) event).put((byte) (end ? 0x8A : 0x0A)).putShort((short) (frame * FRAME));
    }

    private ByteBuffer header(int type, int time, boolean marker, int payload) {
        ByteBuffer packet = ByteBuffer.allocate(HEADER + payload);
        packet.put((byte) 0x80).put((byte) (type | (marker ? 0x80 : 0)));
        return packet.putShort((short) sequence++).putInt(time).putInt(port() * 65_599);
    }

    private interface Beat {
        /// @return whether there is another
        boolean next() throws IOException;
    }

    private void each20ms(Beat beat) {
        try {
            if (!known.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody was heard on port " + port() + ", so nobody can be spoken to");
            }
            ScheduledFuture<?> beats = ticker.scheduleAtFixedRate(
                    () -> {
                        try {
                            if (!beat.next()) {
                                throw new DoneException();
                            }
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    0,
                    20,
                    TimeUnit.MILLISECONDS);
            beats.get(120, TimeUnit.SECONDS);
        } catch (ExecutionException ended) {
            if (!(ended.getCause() instanceof DoneException)) {
                throw new AssertionError("cannot speak", ended);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (TimeoutException e) {
            throw new AssertionError("spoke too long", e);
        }
    }

    /// Ends a periodic task.
    private static final class DoneException extends RuntimeException {}

    private void send(ByteBuffer packet) throws IOException {
        byte[] bytes = new byte[packet.flip().remaining()];
        packet.get(bytes);
        socket.send(new DatagramPacket(bytes, bytes.length, other.get()));
        sent.incrementAndGet();
    }

    private void listen() {
        byte[] buffer = new byte[2_048];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (IOException closed) {
                return;
            }
            sources.add(packet.getSocketAddress());
            if (other.compareAndSet(null, packet.getSocketAddress())) {
                known.countDown();
            }
            heard.add(ByteBuffer.wrap(buffer, 0, packet.getLength()));
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        socket.close();
    }
}
