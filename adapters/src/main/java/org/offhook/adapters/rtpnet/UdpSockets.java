package org.offhook.adapters.rtpnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.media.net.LegSocket;
import org.offhook.media.net.Sockets;

/// A pool of socket pairs in a range of ports, and the selector that tells which have packets.
///
/// A pair that was given back stays open for the next leg, behind all others that wait, so that a port rests as
/// long as possible before strangers' late packets could meet a new call. Each poll takes one packet from every
/// socket that has some and asks again until none has: a further question to the selector costs less than a
/// vain read of every socket.
public final class UdpSockets implements Sockets, AutoCloseable {
    /// Pairs that are kept open while no leg has them.
    private static final int MOST_IDLE = 512;

    /// Pairs that rest open before one is used again, while other ports are free.
    private static final int RESTING = 64;

    /// Packets of one socket that are taken in one poll; the rest waits for the next.
    private static final int MOST_PASSES = 16;

    private final InetAddress address;
    private final String advertised;
    private final DestinationPolicy destinations;
    private final Selector selector;
    private final Queue<Integer> free = new ConcurrentLinkedQueue<>();
    private final Queue<UdpLegSocket> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger idleCount = new AtomicInteger();
    private final AtomicInteger inUse = new AtomicInteger();
    private volatile boolean closed;
    /// Why the system did not open a port, for whoever starts a server that gets none.
    private volatile @Nullable String lastRefusal;

    /// @param address to bind to
    /// @param advertised address literal that far ends are told; mostly that of `address`
    /// @param low first port; an odd one is left out
    /// @param high last port
    /// @throws IOException when the range holds no pair of ports, or none of its ports can be bound
    public UdpSockets(InetAddress address, String advertised, int low, int high) throws IOException {
        this(address, advertised, low, high, DestinationPolicy.open());
    }

    /// @param destinations which addresses packets go to because a description names them
    public UdpSockets(InetAddress address, String advertised, int low, int high, DestinationPolicy destinations)
            throws IOException {
        this.address = address;
        this.advertised = advertised;
        this.destinations = destinations;
        for (int port = low + (low & 1); port < high && port <= 65_534; port += 2) {
            free.add(port);
        }
        if (free.isEmpty()) {
            throw new IOException("media ports " + low + "-" + high + " hold no pair of ports: widen the range");
        }
        this.selector = Selector.open();
        LegSocket first = reserve().orElse(null);
        if (first == null) {
            selector.close();
            throw new IOException("none of the media ports " + low + "-" + high + " of " + address.getHostAddress()
                    + " can be opened (" + lastRefusal + "): choose another address or range");
        }
        first.release();
    }

    @Override
    public Optional<LegSocket> reserve() {
        boolean rested = idleCount.get() > RESTING || free.isEmpty();
        UdpLegSocket socket = rested ? idle.poll() : null;
        if (socket != null) {
            idleCount.decrementAndGet();
        } else {
            socket = openNext();
        }
        if (socket == null) {
            socket = idle.poll();
            if (socket != null) {
                idleCount.decrementAndGet();
            }
        }
        if (socket == null || closed) {
            return Optional.empty();
        }
        inUse.incrementAndGet();
        return Optional.of(socket);
    }

    /// Opens the next free pair; ports that another program has are passed over and tried again later.
    private @Nullable UdpLegSocket openNext() {
        for (int tries = free.size(); tries > 0; tries--) {
            Integer port = free.poll();
            if (port == null) {
                return null;
            }
            try {
                return new UdpLegSocket(this, address, advertised, port);
            } catch (IOException taken) {
                lastRefusal = taken.getMessage();
                free.add(port);
            }
        }
        return null;
    }

    @Override
    public void poll() {
        try {
            for (int pass = 0; pass < MOST_PASSES; pass++) {
                if (selector.selectNow(UdpSockets::ready) == 0) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ready(SelectionKey key) {
        ((Runnable) key.attachment()).run();
    }

    /// Whether packets may go there before anything came from there.
    boolean admits(InetSocketAddress destination) {
        InetAddress to = destination.getAddress();
        return destinations.admits(to.getHostAddress(), destination.getPort(), to);
    }

    Selector selector() {
        return selector;
    }

    /// Takes a pair back.
    void released(UdpLegSocket socket) {
        inUse.decrementAndGet();
        if (closed || idleCount.get() >= MOST_IDLE) {
            socket.close();
            free.add(socket.port());
            return;
        }
        idleCount.incrementAndGet();
        idle.add(socket);
    }

    /// Pairs that legs have now.
    public int inUse() {
        return inUse.get();
    }

    /// Closes what no leg has; pairs that come back later are closed then.
    @Override
    public void close() throws IOException {
        closed = true;
        for (UdpLegSocket socket = idle.poll(); socket != null; socket = idle.poll()) {
            socket.close();
        }
        selector.close();
    }
}
