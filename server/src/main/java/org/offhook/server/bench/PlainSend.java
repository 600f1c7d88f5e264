package org.offhook.server.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.offhook.protocols.rtp.RtpPacket;

/// The least that playing to many legs costs in Java: connected channels, a quarter of which gets a packet of
/// 20 ms in each tick of 5 ms. The packet is always the same.
final class PlainSend implements AutoCloseable {
    private static final long TICK = 5_000_000L;
    private static final int PHASES = 4;
    private static final int PACKET = RtpPacket.HEADER + 160;

    private final List<DatagramChannel> channels = new ArrayList<>();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(PACKET);
    private volatile boolean running = true;
    private final Thread thread =
            Thread.ofPlatform().name("plain-send").daemon().unstarted(this::run);

    /// Opens a channel to a port of a far end.
    void add(int farEnd) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channels.add(channel);
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), farEnd));
    }

    /// @return the id of the thread that sends
    long start() {
        thread.start();
        return thread.threadId();
    }

    private void run() {
        try {
            long due = System.nanoTime();
            for (int phase = 0; running; phase = (phase + 1) % PHASES) {
                for (int i = phase; i < channels.size(); i += PHASES) {
                    channels.get(i).write(packet.clear());
                }
                due += TICK;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }
}
