package org.offhook.media.shard;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.offhook.media.net.LegSocket;
import org.offhook.media.net.Peer;
import org.offhook.media.net.Sockets;

/// A network in memory, for one thread.
final class MemorySockets implements Sockets {
    static final String HOST = "192.0.2.100";

    /// A datagram on its way.
    record Datagram(Peer from, Peer to, byte[] bytes) {}

    private final Map<Integer, Socket> byPort = new HashMap<>();
    private final int ports;
    private int next = 10_000;

    /// What the legs sent, in order.
    final List<Datagram> sent = new ArrayList<>();

    MemorySockets(int pairs) {
        this.ports = pairs;
    }

    @Override
    public Optional<LegSocket> reserve() {
        if (byPort.size() == 2 * ports) {
            return Optional.empty();
        }
        Socket socket = new Socket(next);
        byPort.put(next, socket);
        byPort.put(next + 1, socket);
        next += 2;
        return Optional.of(socket);
    }

    /// Brings a datagram to one of the legs' ports.
    void arrive(Peer from, int port, byte[] bytes) {
        Socket socket = byPort.get(port);
        if (socket == null) {
            return;
        }
        boolean rtp = port == socket.port;
        if (rtp && socket.connected && !from.equals(socket.peer)) {
            return;
        }
        (rtp ? socket.rtp : socket.rtcp).add(new Datagram(from, new Peer(HOST, port), bytes));
    }

    @Override
    public void poll() {
        for (Socket socket : List.copyOf(byPort.values())) {
            while (!socket.rtp.isEmpty() && socket.listener != null) {
                socket.listener.readable();
            }
            while (!socket.rtcp.isEmpty() && socket.listener != null) {
                socket.listener.controlReadable();
            }
        }
    }

    int open() {
        return byPort.size() / 2;
    }

    private final class Socket implements LegSocket {
        private final int port;
        private final Queue<Datagram> rtp = new ArrayDeque<>();
        private final Queue<Datagram> rtcp = new ArrayDeque<>();
        private Listener listener;
        private Peer aimed;
        private Peer peer;
        private Peer control;
        private Peer source;
        private boolean connected;

        Socket(int port) {
            this.port = port;
        }

        @Override
        public String host() {
            return HOST;
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public int controlPort() {
            return port + 1;
        }

        @Override
        public void listen(Listener to) {
            listener = to;
        }

        @Override
        public int receive(ByteBuffer into) {
            return read(rtp, into);
        }

        @Override
        public int receiveControl(ByteBuffer into) {
            return read(rtcp, into);
        }

        private int read(Queue<Datagram> from, ByteBuffer into) {
            Datagram datagram = from.poll();
            if (datagram == null) {
                return -1;
            }
            source = datagram.from;
            into.clear();
            into.put(0, datagram.bytes);
            return datagram.bytes.length;
        }

        @Override
        public Peer source() {
            return source;
        }

        @Override
        public boolean fromAimedHost() {
            return aimed != null && aimed.host().equals(source.host());
        }

        @Override
        public void aim(Peer to, Peer controlTo) {
            aimed = to;
            peer = to;
            control = controlTo;
            connected = false;
        }

        @Override
        public void redirect(Peer to) {
            peer = to;
        }

        @Override
        public void connect(Peer to) {
            peer = to;
            connected = true;
        }

        @Override
        public boolean send(ByteBuffer packet) {
            return put(port, peer, packet);
        }

        @Override
        public boolean sendControl(ByteBuffer packet) {
            return put(port + 1, control, packet);
        }

        private boolean put(int from, Peer to, ByteBuffer packet) {
            if (to == null || to.equals(Peer.NOWHERE)) {
                return false;
            }
            byte[] bytes = new byte[packet.remaining()];
            packet.get(packet.position(), bytes);
            sent.add(new Datagram(new Peer(HOST, from), to, bytes));
            return true;
        }

        @Override
        public void reply(ByteBuffer packet) {
            put(port, source, packet);
        }

        @Override
        public void release() {
            byPort.remove(port);
            byPort.remove(port + 1);
        }
    }
}
