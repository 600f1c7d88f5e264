package org.offhook.adapters.sipnet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.loop.SignallingShard;
import org.offhook.core.signalling.net.Transport;
import org.offhook.core.signalling.net.Wire;
import org.offhook.core.time.Clock;

/// SIP over UDP and TCP on one address, over TLS on the next port, and over WebSockets that somebody else
/// accepts. Used in three steps, because shards and sockets need each other: [#open] binds, [#wire] and [#waker]
/// are what the shards are made with, [#start] lets messages in.
public final class SipServer implements AutoCloseable {

    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Ports ports;
    private final Selector selector;
    private final SipNetLimits limits;
    private final Secure secure;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();
    private final List<ShardLoop> loops = new ArrayList<>();
    private volatile @Nullable Streams streams;
    private volatile @Nullable DatagramLoop datagrams;

    private SipServer(Ports ports, Selector selector, SipNetLimits limits, Secure secure, Clock clock) {
        this.ports = ports;
        this.selector = selector;
        this.limits = limits;
        this.secure = secure;
        this.clock = clock;
    }

    /// Binds UDP and TCP, and TLS when there is a certificate for it.
    ///
    /// @param address port 0 takes any port that is free for all
    /// @throws PortInUseException with a sentence for people when another program has the port
    /// @throws IOException when the address cannot be bound for another reason
    public static SipServer open(InetSocketAddress address, SipNetLimits limits, Secure secure, Clock clock)
            throws IOException {
        Ports ports = Ports.open(address, secure, limits.socketBuffer());
        return new SipServer(ports, Selector.open(), limits, secure, clock);
    }

    /// Where it listens to UDP and TCP.
    public InetSocketAddress address() {
        return (InetSocketAddress) ports.tcp().getLocalSocketAddress();
    }

    /// Where it listens to TLS, or would if it had a certificate.
    public int securePort() {
        return address().getPort() + 1;
    }

    /// Whether it listens to TLS.
    public boolean isSecure() {
        return ports.tls() != null;
    }

    /// What one shard sends by.
    public Wire wire() {
        DatagramSender sender = new DatagramSender(ports.udp());
        return (flow, bytes) -> {
            Streams current = streams;
            if (!flow.transport().isReliable()) {
                sender.send(flow, bytes);
            } else if (current != null) {
                current.send(flow, bytes);
            }
        };
    }

    /// What wakes the shard that will be the `index`-th.
    public Runnable waker(int index) {
        return index == 0
                ? selector::wakeup
                : () -> {
                    if (loops.size() >= index) {
                        loops.get(index - 1).wake();
                    }
                };
    }

    /// Lets messages in.
    public void start(List<SignallingShard> all) throws IOException {
        Shards shards = new Shards(List.copyOf(all));
        for (SignallingShard shard : all.subList(1, all.size())) {
            ShardLoop loop = new ShardLoop(clock, shard);
            loops.add(loop);
            threads.add(Thread.ofPlatform().name("sip-shard-" + loops.size()).unstarted(loop));
        }
        DatagramLoop loop = new DatagramLoop(ports.udp(), selector, clock, shards, limits);
        Streams accepted = new Streams(limits, secure, clock, shards);
        datagrams = loop;
        streams = accepted;
        threads.add(Thread.ofPlatform().name("sip-loop").unstarted(loop));
        threads.add(acceptor("sip-accept", () -> accepted.accept(ports.tcp(), Transport.TCP)));
        ServerSocket tls = ports.tls();
        if (tls != null) {
            threads.add(acceptor("sip-accept-tls", () -> accepted.accept(tls, Transport.TLS)));
        }
        threads.forEach(Thread::start);
    }

    /// Takes a WebSocket that a client has opened; null when there is no room for it.
    ///
    /// @param out   queues a message for the client; false when it cannot be. Never blocks
    /// @param close closes the connection; never blocks
    public @Nullable SocketLink join(InetSocketAddress remote, boolean tls, Predicate<byte[]> out, Runnable close) {
        Streams current = streams;
        Transport transport = tls ? Transport.WSS : Transport.WS;
        if (current == null) {
            return null;
        }
        Link link = current.register(
                remote, number -> new SocketLink(number, remote, transport, out, close, clock, current));
        return link instanceof SocketLink joined ? joined : null;
    }

    /// What its connections may take.
    public SipNetLimits limits() {
        return limits;
    }

    private static Thread acceptor(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().unstarted(work);
    }

    /// For how long there was always more to read than was read, in nanoseconds: how late UDP is at least.
    public long lateness() {
        DatagramLoop loop = datagrams;
        return loop == null ? 0 : loop.lateness();
    }

    /// Binding requests that were answered.
    public long answeredKeepAlives() {
        DatagramLoop loop = datagrams;
        return loop == null ? 0 : loop.keepAlives().answered();
    }

    /// Binding requests that were too many, and other STUN that is none of ours.
    public long droppedKeepAlives() {
        DatagramLoop loop = datagrams;
        return loop == null ? 0 : loop.keepAlives().dropped();
    }

    /// Connections that are open, by one transport.
    public long connections(Transport transport) {
        Streams current = streams;
        return current == null ? 0 : current.count(transport);
    }

    /// Connections that were refused because their address has enough of them.
    public long refusedConnections() {
        Streams current = streams;
        return current == null ? 0 : current.refused();
    }

    /// Connections that were closed because of a limit.
    public long cutConnections(Limit limit) {
        Streams current = streams;
        return current == null ? 0 : current.cuts(limit);
    }

    /// TLS connections that did not come about, in either direction.
    public long failedHandshakes() {
        Streams current = streams;
        return current == null ? 0 : current.failedHandshakes();
    }

    /// Stops everything. What was not sent is not sent any more.
    @Override
    public void close() throws IOException {
        loops.forEach(ShardLoop::stop);
        DatagramLoop loop = datagrams;
        if (loop != null) {
            loop.stop();
        }
        Streams current = streams;
        if (current != null) {
            current.close();
        }
        ports.closeStreams();
        for (Thread thread : threads) {
            try {
                thread.join(GOODBYE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        ports.close();
        selector.close();
    }
}
