package org.offhook.server.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// The least that relaying packets costs in Java: connected channels, drained every 5 ms; each packet is read
/// and written to the other channel of its pair as it is. Nothing is looked at.
final class PlainRelay implements AutoCloseable {
    private static final long TICK = 5_000_000L;
    private static final int MOST_PASSES = 16;

    private final Selector selector = Selector.open();
    private final List<DatagramChannel> channels = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
    private volatile boolean running = true;
    private final Thread thread =
            Thread.ofPlatform().name("plain-relay").daemon().unstarted(this::run);

    PlainRelay() throws IOException {}

    /// Opens a pair of ports that relay between two far ends.
    ///
    /// @return the two ports
    int[] pair(int oneFarEnd, int otherFarEnd) throws IOException {
        DatagramChannel one = channel(oneFarEnd);
        DatagramChannel other = channel(otherFarEnd);
        one.register(selector, SelectionKey.OP_READ, other);
        other.register(selector, SelectionKey.OP_READ, one);
        return new int[] {port(one), port(other)};
    }

    private DatagramChannel channel(int farEnd) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channels.add(channel);
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), farEnd));
        return channel;
    }

    private static int port(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /// @return the id of the thread that relays
    long start() {
        thread.start();
        return thread.threadId();
    }

    private void run() {
        try {
            long due = System.nanoTime();
            while (running) {
                for (int pass = 0; pass < MOST_PASSES && selector.selectNow(this::relay) > 0; pass++) {
                    Thread.onSpinWait();
                }
                due += TICK;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void relay(SelectionKey key) {
        try {
            if (((DatagramChannel) key.channel()).read(buffer.clear()) > 0) {
                ((DatagramChannel) key.attachment()).write(buffer.flip());
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
        selector.close();
    }
}
