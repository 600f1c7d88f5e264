package org.offhook.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A bad network between two peers that speak UDP: the kernel of a build machine cannot lose packets on
/// purpose.
///
/// It has two sides, each a socket of its own. What one side receives leaves by the other, towards that side's
/// peer: a peer that was named, else the one last heard there. So both peers think that the proxy is their
/// partner. Each direction draws from a seeded source of its own; the same packets in the same order are
/// treated the same.
public final class ImpairingProxy implements AutoCloseable {

    /// One of the two sockets.
    private static final class Side {

        private final DatagramSocket socket;
        private final Random random;
        private final AtomicReference<@Nullable InetSocketAddress> peer = new AtomicReference<>();
        private volatile boolean fixed;

        Side(DatagramSocket socket, Random random) {
            this.socket = socket;
            this.random = random;
        }
    }

    private final Side left;
    private final Side right;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong passed = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile Impairment impairment;

    private ImpairingProxy(Side left, Side right, Impairment impairment) {
        this.left = left;
        this.right = right;
        this.impairment = impairment;
    }

    public static ImpairingProxy open(Impairment impairment, long seed) {
        try {
            Side left = new Side(socket(), new Random(seed));
            Side right = new Side(socket(), new Random(~seed));
            ImpairingProxy proxy = new ImpairingProxy(left, right, impairment);
            Thread.ofVirtual().name("impair-left").start(() -> proxy.relay(left, right));
            Thread.ofVirtual().name("impair-right").start(() -> proxy.relay(right, left));
            return proxy;
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Names the peer of the right side, such as the server.
    public ImpairingProxy to(String host, int port) {
        right.peer.set(new InetSocketAddress(host, port));
        right.fixed = true;
        return this;
    }

    /// Names the peer of the left side, such as the phone.
    public ImpairingProxy from(String host, int port) {
        left.peer.set(new InetSocketAddress(host, port));
        left.fixed = true;
        return this;
    }

    /// From now on the network is like this.
    public void impair(Impairment other) {
        impairment = other;
    }

    /// Where the left peer sends to.
    public InetSocketAddress left() {
        return (InetSocketAddress) left.socket.getLocalSocketAddress();
    }

    /// Where the right peer sends to.
    public InetSocketAddress right() {
        return (InetSocketAddress) right.socket.getLocalSocketAddress();
    }

    public long passed() {
        return passed.get();
    }

    public long lost() {
        return lost.get();
    }

    private void relay(Side in, Side out) {
        byte[] buffer = new byte[65_536];
        while (!in.socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                in.socket.receive(packet);
            } catch (IOException closed) {
                return;
            }
            if (!in.fixed) {
                in.peer.set((InetSocketAddress) packet.getSocketAddress());
            }
            treat(in.random, Arrays.copyOf(buffer, packet.getLength()), out);
        }
    }

    private void treat(Random random, byte[] bytes, Side out) {
        Impairment now = impairment;
        // All are drawn for each packet, so that one setting does not shift the draws of another.
        boolean isLost = random.nextDouble() < now.loss();
        boolean isDoubled = random.nextDouble() < now.duplicate();
        boolean isHeldBack = random.nextDouble() < now.reorder();
        boolean isDamaged = random.nextDouble() < now.corrupt();
        int bit = random.nextInt(Math.max(1, bytes.length * 8));
        long jitter = (long) (random.nextDouble() * now.jitter().toNanos());
        if (isLost) {
            lost.incrementAndGet();
            return;
        }
        if (isDamaged && bytes.length > 0) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
        long delay = now.delay().toNanos() + jitter;
        if (isHeldBack) {
            delay += Math.max(now.delay().toNanos(), Duration.ofMillis(30).toNanos());
        }
        send(bytes, out, delay);
        if (isDoubled) {
            send(bytes, out, delay);
        }
    }

    private void send(byte[] bytes, Side out, long delay) {
        try {
            later.schedule(() -> send(bytes, out), delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // Closed in the meantime: the packet is lost with the network.
        }
    }

    private void send(byte[] bytes, Side out) {
        InetSocketAddress peer = out.peer.get();
        if (peer == null) {
            lost.incrementAndGet();
            return;
        }
        try {
            out.socket.send(new DatagramPacket(bytes, bytes.length, peer));
            passed.incrementAndGet();
        } catch (IOException gone) {
            lost.incrementAndGet();
        }
    }

    private static DatagramSocket socket() throws SocketException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.block(2)));
    }

    @Override
    public void close() {
        later.shutdownNow();
        left.socket.close();
        right.socket.close();
    }
}
