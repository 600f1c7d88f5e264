package org.offhook.adapters.intercept;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// Two ports on loopback. The proxy port takes `CONNECT` and ends TLS itself for the [Originals]; the secure
/// port takes TLS at once, for programs whose name resolution leads the names here. What comes out of either is
/// handed to the server as it is, `Host` and all. A virtual thread for each direction.
public final class Interceptor implements AutoCloseable {

    /// Connections at the same time; one more is closed at once.
    private static final int MOST = 512;
    /// From a connection to the end of its CONNECT, and again to the end of its handshake, between two bytes.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int HTTPS = 443;
    private static final int BACKLOG = 64;
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final Setup setup;
    private final ServerSocket proxy;
    private final ServerSocket secure;
    private final Semaphore places = new Semaphore(MOST);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /// @param proxy   where CONNECT is taken; loopback, port 0 takes a free one
    /// @param secure  where TLS is taken at once; likewise
    /// @param server  where the API answers plain HTTP
    /// @param shown   certificates for the [Originals]
    /// @param tunnels whether other hosts are connected to as they are; else they are refused
    /// @param told    one line for each connection that was refused
    public record Setup(
            InetSocketAddress proxy,
            InetSocketAddress secure,
            InetSocketAddress server,
            SSLContext shown,
            boolean tunnels,
            Consumer<String> told) {}

    private Interceptor(Setup setup, ServerSocket proxy, ServerSocket secure) {
        this.setup = setup;
        this.proxy = proxy;
        this.secure = secure;
    }

    /// Opens both ports and serves from then on.
    ///
    /// @throws IOException with one line when a port cannot be opened or is not on loopback
    public static Interceptor open(Setup setup) throws IOException {
        ServerSocket proxy = listen(setup.proxy());
        try {
            Interceptor interceptor = new Interceptor(setup, proxy, listen(setup.secure()));
            Thread.ofVirtual()
                    .name("proxy")
                    .start(() -> interceptor.accept(interceptor.proxy, interceptor::serveProxy));
            Thread.ofVirtual()
                    .name("proxy-tls")
                    .start(() -> interceptor.accept(interceptor.secure, interceptor::serveSecure));
            return interceptor;
        } catch (IOException failure) {
            proxy.close();
            throw failure;
        }
    }

    private static ServerSocket listen(InetSocketAddress at) throws IOException {
        InetAddress address = at.getAddress();
        if (address == null || !address.isLoopbackAddress()) {
            throw new IOException(at.getHostString() + " is not a loopback address: this proxy is for programs on this"
                    + " machine only, give 127.0.0.1:PORT");
        }
        try {
            return new ServerSocket(at.getPort(), BACKLOG, address);
        } catch (IOException failure) {
            throw new IOException(
                    "port " + at.getPort() + " of " + at.getHostString() + " cannot be opened (" + failure.getMessage()
                            + "): stop the program that has it, or give another",
                    failure);
        }
    }

    public int proxyPort() {
        return proxy.getLocalPort();
    }

    public int securePort() {
        return secure.getLocalPort();
    }

    /// Serves one connection, until it is over.
    private interface Service {
        void serve(Socket connection) throws IOException;
    }

    private void accept(ServerSocket listener, Service service) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (places.tryAcquire()) {
                    open.add(client);
                    Thread.ofVirtual().name("proxy-connection").start(() -> run(client, service));
                } else {
                    setup.told().accept("refused a connection: there are " + MOST + " already");
                    client.close();
                }
            } catch (SocketException over) {
                // Closed, or a client that left while it was being accepted.
            } catch (IOException failure) {
                setup.told().accept("a connection could not be taken: " + failure.getMessage());
            }
        }
    }

    private void run(Socket client, Service service) {
        try (client) {
            client.setTcpNoDelay(true);
            client.setSoTimeout((int) PATIENCE.toMillis());
            service.serve(client);
        } catch (IOException failure) {
            if (!proxy.isClosed()) {
                setup.told().accept("a connection ended: " + failure.getMessage());
            }
        } finally {
            open.remove(client);
            places.release();
        }
    }

    private void serveProxy(Socket client) throws IOException {
        Optional<ConnectHead> asked = ConnectHead.read(client.getInputStream());
        if (asked.isEmpty()) {
            refuse(client, "405 Method Not Allowed", "this proxy takes CONNECT only; name other hosts in NO_PROXY");
            return;
        }
        ConnectHead head = asked.get();
        boolean original = Originals.has(head.host());
        if (original && head.port() == HTTPS) {
            tunnel(client, setup.server(), server -> secure(client, server));
        } else if (!original && setup.tunnels()) {
            tunnel(client, new InetSocketAddress(head.host(), head.port()), server -> relay(client, server));
        } else {
            setup.told().accept("refused " + head.host() + ":" + head.port());
            refuse(
                    client,
                    "403 Forbidden",
                    "only *." + Originals.DOMAIN + ":443 is served; name " + head.host()
                            + " in NO_PROXY, or start offhook proxy with --tunnel");
        }
    }

    private void serveSecure(Socket client) throws IOException {
        try (Socket server = connect(setup.server())) {
            secure(client, server);
        }
    }

    /// Connects, says so, and goes on with the connection.
    private void tunnel(Socket client, InetSocketAddress to, Service then) throws IOException {
        Socket server;
        try {
            server = connect(to);
        } catch (IOException failure) {
            String why = to.getHostString() + ":" + to.getPort() + " cannot be reached: " + failure.getMessage();
            setup.told().accept(why);
            refuse(client, "502 Bad Gateway", why);
            return;
        }
        try (server) {
            answer(client, "HTTP/1.1 200 Connection Established\r\n\r\n");
            then.serve(server);
        }
    }

    private void secure(Socket client, Socket server) throws IOException {
        SSLSocket shaken = (SSLSocket) setup.shown().getSocketFactory().createSocket(client, null, true);
        shaken.setEnabledProtocols(PROTOCOLS);
        shaken.startHandshake();
        relay(shaken, server);
    }

    /// From now on the ends decide how long they are silent: the server closes what is idle.
    private static void relay(Socket client, Socket server) throws IOException {
        client.setSoTimeout(0);
        client.setKeepAlive(true);
        server.setKeepAlive(true);
        Relay.between(client, server);
    }

    private static Socket connect(InetSocketAddress to) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(to, (int) PATIENCE.toMillis());
            return socket;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    private static void refuse(Socket client, String status, String why) throws IOException {
        String text = "offhook proxy: " + why + "\n";
        answer(
                client,
                "HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n"
                        + "Content-Length: " + text.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + text);
    }

    private static void answer(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    /// Closes the ports and every connection.
    @Override
    public void close() throws IOException {
        proxy.close();
        secure.close();
        open.forEach(Relay::close);
    }
}
