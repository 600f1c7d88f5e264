package org.offhook.adapters.sipnet;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open ports: one number for UDP and TCP, the next for TLS.
///
/// @param tls null when nobody can connect by TLS
record Ports(
        DatagramChannel udp, ServerSocket tcp, @Nullable ServerSocket tls) {

    private static final Logger LOG = LoggerFactory.getLogger(Ports.class);
    private static final int BACKLOG = 512;
    /// How often another port is tried when the system may choose: the next one to that which it gives may not
    /// be free.
    private static final int TRIES = 20;

    static Ports open(InetSocketAddress address, Secure secure, int buffer) throws IOException {
        for (int left = address.getPort() == 0 ? TRIES : 1; ; left--) {
            try {
                return bind(address, secure, buffer);
            } catch (PortInUseException taken) {
                if (left <= 1) {
                    throw taken;
                }
            }
        }
    }

    private static Ports bind(InetSocketAddress address, Secure secure, int buffer) throws IOException {
        DatagramChannel udp = DatagramChannel.open();
        ServerSocket tcp = new ServerSocket();
        try {
            udp.setOption(StandardSocketOptions.SO_RCVBUF, buffer);
            udp.setOption(StandardSocketOptions.SO_SNDBUF, buffer);
            udp.configureBlocking(false);
            udp.bind(address);
            InetSocketAddress bound = (InetSocketAddress) udp.getLocalAddress();
            listen(tcp, new InetSocketAddress(address.getAddress(), bound.getPort()));
            ServerSocket tls = secure.own() == null ? null : tls(address, bound.getPort() + 1, secure.must());
            return new Ports(udp, tcp, tls);
        } catch (IOException failure) {
            tcp.close();
            udp.close();
            throw failure instanceof BindException && isInUse(failure)
                    ? new PortInUseException(address.getPort(), failure)
                    : failure;
        }
    }

    /// A server that has only made a certificate for itself goes without TLS rather than not at all.
    private static @Nullable ServerSocket tls(InetSocketAddress address, int port, boolean must) throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            listen(server, new InetSocketAddress(address.getAddress(), Math.min(port, 65_535)));
            return server;
        } catch (BindException failure) {
            server.close();
            if (must && address.getPort() != 0) {
                throw new PortInUseException(port, failure);
            }
            if (address.getPort() == 0) {
                throw failure;
            }
            LOG.warn("port {} is in use: nobody can connect by TLS", port);
            return null;
        }
    }

    private static void listen(ServerSocket server, InetSocketAddress address) throws IOException {
        server.setReuseAddress(true);
        server.bind(address, BACKLOG);
    }

    private static boolean isInUse(IOException failure) {
        String message = failure.getMessage();
        return message != null && message.contains("in use");
    }

    /// Takes no more connections.
    void closeStreams() throws IOException {
        tcp.close();
        if (tls != null) {
            tls.close();
        }
    }

    void close() throws IOException {
        closeStreams();
        udp.close();
    }
}
