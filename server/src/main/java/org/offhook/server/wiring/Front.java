package org.offhook.server.wiring;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.adapters.httpserver.HttpLimits;
import org.offhook.adapters.httpserver.HttpListener;
import org.offhook.adapters.httpserver.SecurePort;
import org.offhook.adapters.httpserver.SocketDoor;
import org.offhook.api.http.Request;
import org.offhook.api.http.Response;
import org.offhook.core.meters.Family;
import org.offhook.core.meters.Meters;
import org.offhook.core.script.Scripts;

/// The HTTP port, and that of HTTPS when one is configured. It is opened before there is anything behind it, so that a
/// port that is taken is known early;
/// until then every request is answered as `/health` is.
final class Front {

    private final HttpListener listener;
    private final AtomicReference<Function<Request, Response>> app;

    private Front(HttpListener listener, AtomicReference<Function<Request, Response>> app) {
        this.listener = listener;
        this.app = app;
    }

    static Front open(
            InetSocketAddress address,
            @Nullable SecurePort tls,
            Readiness readiness,
            Scripts scripts,
            List<SocketDoor> doors,
            Closers closers)
            throws IOException {
        AtomicReference<Function<Request, Response>> app = new AtomicReference<>(_ -> readiness.answer());
        Function<Request, Response> current = request -> app.get().apply(request);
        HttpListener listener =
                closers.add(HttpListener.open(address, tls, current, scripts, HttpLimits.DEFAULT, doors));
        return new Front(listener, app);
    }

    /// From now on requests are for this.
    void open(Function<Request, Response> handler) {
        app.set(handler);
    }

    void register(Meters meters) {
        meters.read(
                "offhook_http_connections",
                Family.Type.GAUGE,
                "HTTP connections by scheme.",
                () -> List.of(
                        Meters.sample("", "scheme", "http", (double) listener.connections(false)),
                        Meters.sample("", "scheme", "https", (double) listener.connections(true))));
        meters.total(
                "offhook_http_tls_failed",
                "TLS connections to the HTTPS port that failed before a request.",
                listener::failedHandshakes);
    }

    HttpListener listener() {
        return listener;
    }
}
