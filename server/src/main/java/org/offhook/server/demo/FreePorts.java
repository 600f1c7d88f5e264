package org.offhook.server.demo;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.offhook.server.config.HostPort;

/// The usual ports of this machine when nobody has them, any others when somebody has.
final class FreePorts {

    private static final String HOST = "127.0.0.1";

    private FreePorts() {}

    /// For TCP and UDP.
    ///
    /// @return with port 0 when the usual one is taken
    static HostPort orAny(int usual) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), usual);
        try (ServerSocket tcp = new ServerSocket();
                DatagramSocket udp = new DatagramSocket(null)) {
            tcp.bind(address);
            udp.bind(address);
            return new HostPort(HOST, usual);
        } catch (IOException _) {
            return new HostPort(HOST, 0);
        }
    }
}
