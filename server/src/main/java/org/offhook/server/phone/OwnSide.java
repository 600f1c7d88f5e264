package org.offhook.server.phone;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.offhook.server.config.HostPort;

/// Which of this machine's addresses a far end can answer to.
public final class OwnSide {

    /// Any port will do: connecting a datagram socket only asks for the route, nothing is sent.
    private static final int ANY_PORT = 5060;

    private OwnSide() {}

    /// The address from which `host` is reached, with any free port: loopback for a host on this machine.
    ///
    /// @throws IOException with one line when there is no such host, or no way to it
    public static HostPort towards(String host) throws IOException {
        try (DatagramSocket route = new DatagramSocket()) {
            route.connect(new InetSocketAddress(InetAddress.getByName(host), ANY_PORT));
            return new HostPort(route.getLocalAddress().getHostAddress(), 0);
        } catch (UnknownHostException _) {
            throw new IOException("there is no host " + host);
        } catch (IOException | java.io.UncheckedIOException _) {
            throw new IOException("there is no way to " + host + " from this machine");
        }
    }
}
