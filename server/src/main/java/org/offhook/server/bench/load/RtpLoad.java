package org.offhook.server.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.offhook.protocols.rtp.RtpPacket;

/// Far ends of many legs in one thread: each sends 20 ms packets of µ-law, spread over the 20 ms, and what
/// comes back is counted. Packets carry the time they were sent, so a leg that hears another's packets tells
/// how long they took.
public final class RtpLoad implements AutoCloseable {
    private static final int FRAME = 160;
    private static final int SLOTS = 20;

    /// Even, so that two far ends added one after the other share a socket.
    private static final int LEGS_PER_SOCKET = 24;

    private static final int MARK = 0x6f666668;
    private static final long SLOT = 1_000_000L;
    private static final int BIN = 10_000;

    private final List<DatagramChannel> sockets = new ArrayList<>();
    private final List<Leg> legs = new ArrayList<>();
    private final ByteBuffer out = ByteBuffer.allocateDirect(RtpPacket.HEADER + FRAME);
    private final ByteBuffer in = ByteBuffer.allocateDirect(2_048);
    private final int[] delays = new int[50_000];
    private long sent;
    private long received;
    private long matched;
    private final boolean listening;
    private byte[] opus = {};
    private boolean counting;

    /// @param listening the far ends fall silent when counting begins, and only hear from then on
    public RtpLoad(boolean listening) {
        this.listening = listening;
    }

    public RtpLoad() {
        this(false);
    }

    /// Far ends that send this packet of Opus instead.
    public RtpLoad sending(byte[] packet) {
        opus = packet;
        return this;
    }

    /// One far end: the socket it uses and the port it sends to.
    private static final class Leg {
        private final DatagramChannel socket;
        private final int number;
        private InetSocketAddress target = new InetSocketAddress(0);
        private int sequence;

        Leg(DatagramChannel socket, int number) {
            this.socket = socket;
            this.number = number;
        }
    }

    /// What was seen while counting.
    ///
    /// @param sent packets to the legs
    /// @param received packets from the legs
    /// @param matched those among them that another far end had sent
    /// @param p50 one-way delay in milliseconds, as are the others
    /// @param cpu nanoseconds of this thread
    public record Seen(long sent, long received, long matched, double p50, double p99, double worst, long cpu) {

        /// Packets that should have come out at another leg and did not, in per cent.
        public double loss() {
            return sent == 0 ? 0 : Math.max(0, 100.0 * (sent - matched) / sent);
        }
    }

    /// Adds a far end.
    ///
    /// @return its port
    public int add() throws IOException {
        if (legs.size() % LEGS_PER_SOCKET == 0) {
            DatagramChannel socket = DatagramChannel.open();
            socket.configureBlocking(false);
            socket.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            sockets.add(socket);
        }
        DatagramChannel socket = sockets.getLast();
        legs.add(new Leg(socket, legs.size()));
        return ((InetSocketAddress) socket.getLocalAddress()).getPort();
    }

    /// Tells the far end added last where to send.
    public void aim(int port) {
        legs.getLast().target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// Sends and receives; counts what is sent after the warm-up.
    public Seen run(int warmUpSeconds, int seconds, Runnable whenCounting) throws IOException {
        for (int i = 0; i < FRAME; i++) {
            out.put(RtpPacket.HEADER + i, (byte) (0x80 + i * 37 % 0x7f));
        }
        long start = System.nanoTime();
        long countFrom = start + warmUpSeconds * 1_000_000_000L;
        long stop = countFrom + seconds * 1_000_000_000L;
        long cpu = 0;
        long slot = 0;
        for (long due = start; due < stop; due += SLOT, slot++) {
            if (!counting && due >= countFrom) {
                counting = true;
                whenCounting.run();
                cpu = ThreadCpu.current();
            }
            waitUntil(due);
            if (!counting || !listening) {
                send((int) (slot % SLOTS));
            }
            receive();
        }
        cpu = ThreadCpu.current() - cpu;
        counting = false;
        for (int i = 0; i < 40; i++) {
            waitUntil(stop + i * SLOT);
            receive();
        }
        return new Seen(sent, received, matched, quantile(0.5), quantile(0.99), quantile(1), cpu);
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void send(int slot) throws IOException {
        for (int i = slot; i < legs.size(); i += SLOTS) {
            Leg leg = legs.get(i);
            int sequence = leg.sequence++;
            if (opus.length > 0) {
                RtpPacket.writeHeader(out, 0, false, 111, sequence, sequence * 6 * FRAME, 0x1000_0000 + leg.number);
                out.clear().put(RtpPacket.HEADER, opus).limit(RtpPacket.HEADER + opus.length);
            } else {
                RtpPacket.writeHeader(out, 0, false, 0, sequence, sequence * FRAME, 0x1000_0000 + leg.number);
                out.putInt(RtpPacket.HEADER, MARK);
                out.putLong(RtpPacket.HEADER + 4, System.nanoTime());
                out.clear().put(RtpPacket.HEADER + 12, (byte) (counting ? 1 : 0));
            }
            if (leg.socket.send(out, leg.target) > 0 && counting) {
                sent++;
            }
        }
    }

    private void receive() throws IOException {
        for (DatagramChannel socket : sockets) {
            while (socket.receive(in.clear()) != null) {
                received += counting ? 1 : 0;
                if (in.position() == RtpPacket.HEADER + FRAME) {
                    packet();
                }
            }
        }
    }

    private void packet() {
        if (in.getInt(RtpPacket.HEADER) == MARK && in.get(RtpPacket.HEADER + 12) == 1) {
            matched++;
            long delay = System.nanoTime() - in.getLong(RtpPacket.HEADER + 4);
            delays[Math.clamp(delay / BIN, 0, delays.length - 1)]++;
        }
    }

    /// A quantile of the delays in milliseconds.
    private double quantile(double share) {
        long below = 0;
        int bin = 0;
        while (bin < delays.length && (below + delays[bin] < share * matched || delays[bin] == 0)) {
            below += delays[bin++];
        }
        return matched == 0 ? 0 : bin * BIN / 1e6;
    }

    @Override
    public void close() throws IOException {
        for (DatagramChannel socket : sockets) {
            socket.close();
        }
    }
}
