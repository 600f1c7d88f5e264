package org.offhook.adapters.rtpnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.UnsupportedAddressTypeException;
import org.jspecify.annotations.Nullable;
import org.offhook.media.net.LegSocket;
import org.offhook.media.net.Peer;

/// A pair of UDP sockets. What the network does (an unreachable port, a full buffer) is a packet that was not
/// there.
final class UdpLegSocket implements LegSocket {
    /// Expedited forwarding (RFC 3246), the mark of voice.
    private static final int VOICE = 46 << 2;

    private final UdpSockets pool;
    private final String advertised;
    private final int port;
    private final DatagramChannel rtp;
    private final DatagramChannel rtcp;
    private final ByteBuffer discard = ByteBuffer.allocate(1);
    private @Nullable Listener listener;
    private boolean registered;
    private boolean connected;
    private @Nullable InetSocketAddress described;
    private @Nullable InetSocketAddress describedControl;
    private @Nullable InetSocketAddress target;
    private @Nullable InetSocketAddress control;
    private @Nullable InetSocketAddress source;

    UdpLegSocket(UdpSockets pool, InetAddress address, String advertised, int port) throws IOException {
        this.pool = pool;
        this.advertised = advertised;
        this.port = port;
        this.rtp = open(address, port);
        try {
            this.rtcp = open(address, port + 1);
        } catch (IOException taken) {
            rtp.close();
            throw taken;
        }
    }

    private static DatagramChannel open(InetAddress address, int port) throws IOException {
        boolean v6 = address instanceof Inet6Address;
        DatagramChannel channel = DatagramChannel.open(v6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.IP_TOS, VOICE);
            channel.bind(new InetSocketAddress(address, port));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public String host() {
        return advertised;
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
        if (!registered) {
            registered = true;
            Runnable onRtp = this::rtpReady;
            Runnable onRtcp = this::rtcpReady;
            try {
                rtp.register(pool.selector(), SelectionKey.OP_READ, onRtp);
                rtcp.register(pool.selector(), SelectionKey.OP_READ, onRtcp);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void rtpReady() {
        if (listener == null) {
            discard(rtp);
        } else {
            listener.readable();
        }
    }

    private void rtcpReady() {
        if (listener == null) {
            discard(rtcp);
        } else {
            listener.controlReadable();
        }
    }

    private void discard(DatagramChannel channel) {
        try {
            channel.receive(discard.clear());
        } catch (IOException gone) {
            // Nobody is waiting for it.
        }
    }

    @Override
    public int receive(ByteBuffer into) {
        into.clear();
        try {
            if (connected) {
                int length = rtp.read(into);
                return length > 0 ? length : -1;
            }
            source = (InetSocketAddress) rtp.receive(into);
            return source == null ? -1 : into.position();
        } catch (IOException unreachable) {
            return -1;
        } finally {
            into.clear();
        }
    }

    @Override
    public int receiveControl(ByteBuffer into) {
        into.clear();
        try {
            InetSocketAddress from = (InetSocketAddress) rtcp.receive(into);
            InetSocketAddress known = connected ? target : described;
            boolean ours = from != null && known != null && from.getAddress().equals(known.getAddress());
            return ours ? into.position() : -1;
        } catch (IOException unreachable) {
            return -1;
        } finally {
            into.clear();
        }
    }

    @Override
    public Peer source() {
        InetSocketAddress from = source;
        if (from == null) {
            throw new IllegalStateException("nothing was received");
        }
        return new Peer(from.getAddress().getHostAddress(), from.getPort());
    }

    @Override
    public boolean fromAimedHost() {
        return source != null && described != null && source.getAddress().equals(described.getAddress());
    }

    @Override
    public void aim(Peer to, Peer controlTo) {
        disconnect();
        described = resolved(to);
        describedControl = resolved(controlTo);
        target = admitted(described);
        control = admitted(describedControl);
    }

    private @Nullable InetSocketAddress admitted(@Nullable InetSocketAddress destination) {
        return destination != null && pool.admits(destination) ? destination : null;
    }

    @Override
    public void redirect(Peer to) {
        target = resolved(to);
    }

    @Override
    public void connect(Peer to) {
        disconnect();
        target = resolved(to);
        if (target != null) {
            try {
                rtp.connect(target);
                connected = true;
                if (described != null && described.getAddress().equals(target.getAddress())) {
                    control = describedControl;
                }
            } catch (IOException unreachable) {
                // Stays open to all; the next packet from there connects again.
            }
        }
    }

    private void disconnect() {
        if (connected) {
            connected = false;
            try {
                rtp.disconnect();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// The address of a literal; null when it is none, or none that a packet may be sent to.
    private static @Nullable InetSocketAddress resolved(Peer peer) {
        try {
            InetAddress address = InetAddress.ofLiteral(peer.host());
            boolean single = !address.isMulticastAddress() && !address.isAnyLocalAddress();
            return single ? new InetSocketAddress(address, peer.port()) : null;
        } catch (IllegalArgumentException noLiteral) {
            return null;
        }
    }

    @Override
    public boolean send(ByteBuffer packet) {
        int start = packet.position();
        try {
            if (connected) {
                return rtp.write(packet) > 0;
            }
            return target != null && rtp.send(packet, target) > 0;
        } catch (IOException | UnsupportedAddressTypeException unreachable) {
            return false;
        } finally {
            packet.position(start);
        }
    }

    @Override
    public boolean sendControl(ByteBuffer packet) {
        int start = packet.position();
        try {
            return control != null && rtcp.send(packet, control) > 0;
        } catch (IOException | UnsupportedAddressTypeException unreachable) {
            return false;
        } finally {
            packet.position(start);
        }
    }

    @Override
    public void reply(ByteBuffer packet) {
        try {
            if (source != null) {
                rtp.send(packet, source);
            }
        } catch (IOException | UnsupportedAddressTypeException unreachable) {
            // Who wants an answer asks again.
        }
    }

    @Override
    public void release() {
        listener = null;
        disconnect();
        described = null;
        describedControl = null;
        target = null;
        control = null;
        source = null;
        pool.released(this);
    }

    void close() {
        try {
            rtp.close();
            rtcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
