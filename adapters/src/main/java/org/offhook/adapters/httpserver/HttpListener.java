package org.offhook.adapters.httpserver;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Request;
import org.offhook.api.http.Response;
import org.offhook.core.script.Scripts;

/// The open HTTP port, and the one for TLS when there is one.
public final class HttpListener implements AutoCloseable {

    /// Platform threads: one accepts, one selects, the rest run what must not wait for a carrier.
    private static final int PLATFORM_THREADS = 8;

    /// Paths are split before they are decoded, and no file is named by one, so an escaped slash or percent
    /// sign in a name is nothing ambiguous.
    private static final UriCompliance PATHS = UriCompliance.DEFAULT.with(
            "SEGMENTS",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING);

    static final int ACCEPTORS = 1;
    static final int SELECTORS = 1;

    private final Server server;
    private final ServerConnector plain;
    private final @Nullable ServerConnector secure;
    private final LongAdder failedHandshakes;
    private final Bridge bridge;

    private HttpListener(
            Server server,
            ServerConnector plain,
            @Nullable ServerConnector secure,
            LongAdder failedHandshakes,
            Bridge bridge) {
        this.server = server;
        this.plain = plain;
        this.secure = secure;
        this.failedHandshakes = failedHandshakes;
        this.bridge = bridge;
    }

    /// The port cannot be opened; the message is for people and says what to do.
    public static final class CannotListen extends IOException {
        CannotListen(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// Opens the port and answers from then on.
    ///
    /// @param address port 0 takes a free one
    /// @param tls     null: there is none
    /// @param app     called on a virtual thread per request; may block
    /// @param scripts runs the stories of live answers
    /// @param doors   for WebSockets
    public static HttpListener open(
            InetSocketAddress address,
            @Nullable SecurePort tls,
            Function<Request, Response> app,
            Scripts scripts,
            HttpLimits limits,
            List<SocketDoor> doors)
            throws CannotListen {
        QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS + (tls == null ? 0 : ACCEPTORS + SELECTORS));
        threads.setName("http");
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
        Server server = new Server(threads);
        HttpConfiguration configuration = configuration(limits);
        LongAdder failedHandshakes = new LongAdder();
        ServerConnector plain =
                new ServerConnector(server, ACCEPTORS, SELECTORS, new HttpConnectionFactory(configuration));
        ServerConnector secure = tls == null ? null : tls.connector(server, configuration, failedHandshakes);
        server.addBean(new NetworkConnectionLimit(limits.connections(), server));
        server.setErrorHandler(new PlainErrors());
        Bridge bridge = new Bridge(app, scripts);
        server.setHandler(new GracefulHandler(Sockets.before(server, doors, bridge)));
        server.setStopTimeout(limits.drain().toMillis());
        HttpListener listener = new HttpListener(server, plain, secure, failedHandshakes, bridge);
        try {
            open(plain, address, limits, "--http");
            if (tls != null && secure != null) {
                open(secure, tls.address(), limits, "--https");
            }
            server.start();
            return listener;
        } catch (CannotListen told) {
            plain.close();
            listener.stop();
            throw told;
        } catch (Exception failure) {
            listener.stop();
            throw new CannotListen("the HTTP port cannot be served: " + failure.getMessage(), failure);
        }
    }

    /// @param flag where the operator may give another port
    private static void open(ServerConnector connector, InetSocketAddress address, HttpLimits limits, String flag)
            throws CannotListen {
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(limits.idle().toMillis());
        Server server = connector.getServer();
        server.addConnector(connector);
        server.addBean(new SlowRequests(connector, limits));
        try {
            connector.open();
        } catch (IOException failure) {
            throw new CannotListen(reason(address, failure, flag), failure);
        }
    }

    private static HttpConfiguration configuration(HttpLimits limits) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(limits.headerBytes());
        configuration.setUriCompliance(PATHS);
        return configuration;
    }

    private static String reason(InetSocketAddress address, Exception failure, String flag) {
        String where = address.getHostString() + ":" + address.getPort();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return "HTTP port " + where + " cannot be opened (" + cause.getMessage()
                        + "): stop the program that has it, or give another with " + flag + " HOST:PORT";
            }
        }
        return "HTTP port " + where + " cannot be opened: " + failure.getMessage();
    }

    /// The port that is open.
    public int port() {
        return plain.getLocalPort();
    }

    /// The port of TLS; 0 when there is none.
    public int securePort() {
        return secure == null ? 0 : secure.getLocalPort();
    }

    /// Connections that are open, by TLS or not.
    public int connections(boolean tls) {
        ServerConnector connector = tls ? secure : plain;
        return connector == null ? 0 : connector.getConnectedEndPoints().size();
    }

    /// TLS connections that failed before a request.
    public long failedHandshakes() {
        return failedHandshakes.sum();
    }

    /// Ends live answers, takes no new requests, lets those under way finish within the limit, and closes.
    @Override
    public void close() {
        bridge.end();
        stop();
    }

    private void stop() {
        try {
            server.stop();
            server.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            throw new IllegalStateException("the HTTP listener did not stop cleanly", failure);
        }
    }
}
