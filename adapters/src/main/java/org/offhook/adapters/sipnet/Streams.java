package org.offhook.adapters.sipnet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Transport;
import org.offhook.core.time.Clock;

/// All TCP connections of the server: those that came, by number, so that a response finds the way back; and
/// any to an address, so that a request uses one that is there before it opens another.
final class Streams implements AutoCloseable {

    private final ServerSocket server;
    private final SipNetLimits limits;
    private final Clock clock;
    private final Shards shards;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, StreamConnection> byNumber = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, StreamConnection> byAddress = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Streams(ServerSocket server, SipNetLimits limits, Clock clock, Shards shards) {
        this.server = server;
        this.limits = limits;
        this.clock = clock;
        this.shards = shards;
    }

    /// Accepts connections until closed. On a thread of its own.
    void accept() {
        while (!closed) {
            try {
                Socket socket = server.accept();
                InetSocketAddress remote = (InetSocketAddress) socket.getRemoteSocketAddress();
                StreamConnection connection = register(remote, false);
                if (connection == null) {
                    socket.close();
                } else {
                    Thread.ofVirtual().name("sip-tcp-" + connection.number()).start(() -> connection.run(socket));
                }
            } catch (IOException _) {
                // This one did not come about, or the server was closed.
            }
        }
    }

    /// Sends by the connection that the flow names, or by any to its address; opens one when there is none.
    /// Never blocks.
    void send(Flow flow, byte[] bytes) {
        StreamConnection connection = flow.connection() == Flow.ANY ? anyTo(flow) : byNumber.get(flow.connection());
        if (connection == null || !connection.send(bytes)) {
            shards.failed(flow);
        }
    }

    private @Nullable StreamConnection anyTo(Flow flow) {
        InetSocketAddress remote = Flows.resolved(flow);
        if (remote == null || closed) {
            return null;
        }
        StreamConnection known = byAddress.get(remote);
        if (known != null) {
            return known;
        }
        StreamConnection fresh = register(remote, true);
        if (fresh != null) {
            Thread.ofVirtual().name("sip-tcp-" + fresh.number()).start(() -> open(fresh));
        }
        return fresh;
    }

    private void open(StreamConnection connection) {
        try {
            Socket socket = new Socket();
            socket.connect(connection.remote(), (int) limits.connect().toMillis());
            connection.run(socket);
        } catch (IOException _) {
            connection.close();
        }
    }

    private @Nullable StreamConnection register(InetSocketAddress remote, boolean ours) {
        int there = perAddress.merge(remote.getAddress(), 1, Integer::sum);
        if (there > limits.connectionsPerAddress()) {
            forget(remote.getAddress());
            return null;
        }
        if (byNumber.size() >= limits.connections()) {
            closeIdlest();
        }
        StreamConnection connection =
                new StreamConnection(numbers.incrementAndGet(), remote, ours, limits, clock, this);
        byNumber.put(connection.number(), connection);
        byAddress.put(remote, connection);
        return connection;
    }

    private void closeIdlest() {
        byNumber.values().stream()
                .min(Comparator.comparingLong(StreamConnection::lastHeard))
                .ifPresent(StreamConnection::close);
    }

    /// Hands on a message; false when its shard is too far behind.
    boolean received(Flow flow, byte[] message) {
        return shards.handOver(flow, message);
    }

    /// A connection ended: those who used it are told once.
    void gone(StreamConnection connection) {
        if (byNumber.remove(connection.number(), connection)) {
            byAddress.remove(connection.remote(), connection);
            forget(connection.remote().getAddress());
            shards.failed(connection.flow());
            if (connection.isOurs()) {
                shards.failed(Flows.of(Transport.TCP, connection.remote(), Flow.ANY));
            }
        }
    }

    private void forget(InetAddress address) {
        perAddress.computeIfPresent(address, (_, count) -> count > 1 ? count - 1 : null);
    }

    int count() {
        return byNumber.size();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        server.close();
        byNumber.values().forEach(StreamConnection::close);
    }
}
