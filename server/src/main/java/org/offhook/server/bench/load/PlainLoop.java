package org.offhook.server.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A baseline for the media thread: connected channels on loopback, and a thread that does the least that the
/// same work needs, every 5 ms.
public abstract class PlainLoop implements AutoCloseable {
    private static final long TICK = 5_000_000L;

    private final List<DatagramChannel> channels = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("plain").daemon().unstarted(this::run);
    private volatile boolean running = true;

    /// Opens a channel to a port of a far end.
    public final DatagramChannel open(int farEnd) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channels.add(channel);
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), farEnd));
        return channel;
    }

    final List<DatagramChannel> channels() {
        return channels;
    }

    /// @return the id of the thread that works
    public final long start() {
        thread.start();
        return thread.threadId();
    }

    /// What is due now.
    ///
    /// @param number of this tick, from 0
    abstract void tick(int number) throws IOException;

    private void run() {
        try {
            long due = System.nanoTime();
            for (int number = 0; running; number++) {
                tick(number);
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
