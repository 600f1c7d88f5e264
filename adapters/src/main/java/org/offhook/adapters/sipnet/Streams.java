package org.offhook.adapters.sipnet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Transport;
import org.offhook.core.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All connections of the server: those that came, by number, so that a response, or a request to a phone that
/// registered by one, finds the way back; and those that we opened, by where to, so that a request uses one
/// that is there before it opens another.
final class Streams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

    private final SipNetLimits limits;
    private final Secure secure;
    private final Clock clock;
    private final Shards shards;
    /// Begins anew with each process, and never where the one before was: a number that a phone left with us
    /// before a restart must not lead to somebody else.
    private final AtomicLong numbers;
    private final Map<Long, Link> byNumber = new ConcurrentHashMap<>();
    private final Map<Flow, Link> byPlace = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failedHandshakes = new LongAdder();
    private final Map<Limit, LongAdder> cut = new EnumMap<>(Limit.class);
    private volatile boolean closed;

    Streams(SipNetLimits limits, Secure secure, Clock clock, Shards shards) {
        this.limits = limits;
        this.secure = secure;
        this.clock = clock;
        this.shards = shards;
        for (Limit limit : Limit.values()) {
            cut.put(limit, new LongAdder());
        }
        this.numbers = new AtomicLong(clock.now().toEpochMilli() << 16);
    }

    /// Accepts connections until closed. On a thread of its own.
    void accept(ServerSocket server, Transport transport) {
        StreamConnection.Dress dress = transport.isSecure() ? secure::accepted : raw -> raw;
        while (!closed) {
            try {
                Socket socket = server.accept();
                InetSocketAddress remote = (InetSocketAddress) socket.getRemoteSocketAddress();
                Link link = register(
                        remote, number -> new StreamConnection(number, remote, transport, null, limits, clock, this));
                if (link instanceof StreamConnection connection) {
                    Thread.ofVirtual()
                            .name("sip-" + transport.parameter() + "-" + connection.number())
                            .start(() -> connection.run(socket, dress));
                } else {
                    socket.close();
                }
            } catch (IOException _) {
                // This one did not come about, or the server was closed.
            }
        }
    }

    /// Sends by the connection that the flow names, or by any to its place; opens one when there is none. Never
    /// blocks.
    void send(Flow flow, byte[] bytes) {
        Link link = flow.connection() == Flow.ANY ? anyTo(flow) : exactly(flow);
        if (link == null || !link.send(bytes)) {
            shards.failed(flow);
        }
    }

    private @Nullable Link exactly(Flow flow) {
        Link link = byNumber.get(flow.connection());
        boolean same = link != null && link.flow().equals(flow);
        return same ? link : null;
    }

    private @Nullable Link anyTo(Flow flow) {
        Link known = byPlace.get(flow);
        if (known != null) {
            return known;
        }
        InetSocketAddress remote = Flows.resolved(flow);
        boolean possible = flow.transport() == Transport.TCP || flow.transport() == Transport.TLS;
        if (remote == null || closed || !possible) {
            return null;
        }
        Link fresh = register(
                remote, number -> new StreamConnection(number, remote, flow.transport(), flow, limits, clock, this));
        if (fresh instanceof StreamConnection connection) {
            Thread.ofVirtual()
                    .name("sip-" + flow.transport().parameter() + "-" + connection.number())
                    .start(() -> open(connection, flow));
        }
        return fresh;
    }

    private void open(StreamConnection connection, Flow flow) {
        try {
            Socket socket = new Socket();
            socket.connect(connection.remote(), (int) limits.connect().toMillis());
            connection.run(socket, flow.transport().isSecure() ? raw -> secure.opened(raw, flow) : raw -> raw);
        } catch (SocketTimeoutException _) {
            cut(Limit.CONNECT);
            connection.close();
        } catch (IOException _) {
            connection.close();
        }
    }

    /// Makes room for one more connection, and notes it; null when its address has enough of them.
    @Nullable
    Link register(InetSocketAddress remote, LongFunction<Link> maker) {
        int there = perAddress.merge(remote.getAddress(), 1, Integer::sum);
        if (closed || there > limits.connectionsPerAddress()) {
            forget(remote.getAddress());
            refused.increment();
            return null;
        }
        if (byNumber.size() >= limits.connections()) {
            cut(Limit.ROOM);
            closeIdlest();
        }
        Link link = maker.apply(numbers.incrementAndGet());
        byNumber.put(link.number(), link);
        byPlace.put(place(link), link);
        return link;
    }

    /// Over TCP without TLS a connection that others opened serves requests to its address too, as one of a
    /// carrier does that keeps to its port. Where ends prove who they are, only one that we opened does.
    private static Flow place(Link link) {
        Flow opened = link.opened();
        Flow own = link.flow();
        return opened != null
                ? opened
                : own.transport() == Transport.TCP ? Flows.of(Transport.TCP, link.remote(), Flow.ANY) : own;
    }

    private void closeIdlest() {
        byNumber.values().stream()
                .min(Comparator.comparingLong(Link::lastHeard))
                .ifPresent(Link::close);
    }

    /// Hands on a message; false when its shard is too far behind.
    boolean received(Flow flow, byte[] message) {
        return shards.handOver(flow, message);
    }

    /// Whose certificate is not good enough for us is a matter for the operator; who does not like ours, or
    /// talks something else than TLS, is counted: anybody can do that as often as they like.
    void handshakeFailed(StreamConnection connection, IOException failure) {
        failedHandshakes.increment();
        Flow wanted = connection.opened();
        if (wanted != null && !closed) {
            String name = wanted.peer().isEmpty() ? wanted.address() : wanted.peer();
            LOG.warn("TLS with {} ({}) failed: {}", name, wanted, failure.getMessage());
        }
    }

    /// A connection ended: those who used it are told once.
    void gone(Link link) {
        if (byNumber.remove(link.number(), link)) {
            byPlace.remove(place(link), link);
            forget(link.remote().getAddress());
            shards.failed(link.flow());
            Flow opened = link.opened();
            if (opened != null) {
                shards.failed(opened);
            }
        }
    }

    private void forget(InetAddress address) {
        perAddress.computeIfPresent(address, (_, count) -> count > 1 ? count - 1 : null);
    }

    /// By one transport.
    long count(Transport transport) {
        return byNumber.values().stream()
                .filter(link -> link.flow().transport() == transport)
                .count();
    }

    /// A connection is closed because of a limit.
    void cut(Limit limit) {
        Objects.requireNonNull(cut.get(limit), "each has one").increment();
    }

    long cuts(Limit limit) {
        return Objects.requireNonNull(cut.get(limit), "each has one").sum();
    }

    int count() {
        return byNumber.size();
    }

    long refused() {
        return refused.sum();
    }

    long failedHandshakes() {
        return failedHandshakes.sum();
    }

    @Override
    public void close() {
        closed = true;
        byNumber.values().forEach(Link::close);
    }
}
