package org.offhook.adapters.httpserver;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpParser.State;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/// Closes connections whose request, or whose TLS handshake, does not come to its end. Jetty's idle timeout does not:
/// it begins anew
/// with every byte.
final class SlowRequests extends AbstractLifeCycle {

    private static final long SWEEP_MILLIS = 500;

    private final ServerConnector connector;
    private final long headers;
    private final long request;
    /// Since when a connection is in the middle of a request. Only the sweep touches it.
    private final Map<EndPoint, Long> since = new HashMap<>();

    SlowRequests(ServerConnector connector, HttpLimits limits) {
        this.connector = connector;
        this.headers = limits.headerPatience().toNanos();
        this.request = limits.requestPatience().toNanos();
    }

    @Override
    protected void doStart() {
        schedule();
    }

    private void schedule() {
        if (isRunning() || isStarting()) {
            connector.getScheduler().schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        since.keySet().removeIf(endPoint -> !endPoint.isOpen() || patience(endPoint) == Long.MAX_VALUE);
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            long patience = patience(endPoint);
            if (patience < Long.MAX_VALUE && now - since.computeIfAbsent(endPoint, e -> now) > patience) {
                endPoint.close();
            }
        }
        schedule();
    }

    /// How long the connection may be in the state it is in, counted from the beginning of the request.
    private long patience(EndPoint endPoint) {
        Connection outer = endPoint.getConnection();
        if (outer instanceof SslConnection tls && isShaking(tls)) {
            return headers;
        }
        Connection inner =
                outer instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : outer;
        if (!(inner instanceof HttpConnection connection)) {
            return Long.MAX_VALUE;
        }
        HttpParser parser = connection.getParser();
        State state = parser.getState();
        if (state.compareTo(State.START) <= 0 || state.compareTo(State.END) >= 0) {
            return Long.MAX_VALUE;
        }
        return state.compareTo(State.HEADER) <= 0 ? headers : request;
    }

    /// Until the handshake is over, nothing is encrypted.
    private static boolean isShaking(SslConnection tls) {
        return tls.getSSLEngine().getSession().getCipherSuite().endsWith("_WITH_NULL_NULL");
    }
}
