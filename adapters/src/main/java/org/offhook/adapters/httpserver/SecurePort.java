package org.offhook.adapters.httpserver;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// A port where the same is answered by TLS 1.2 or 1.3.
///
/// @param address port 0 takes a free one
/// @param shown   asked for each connection, so that a renewed certificate is shown from then on
/// @param hsts    how long browsers are told to use nothing but TLS (RFC 6797); zero: they are told nothing
public record SecurePort(InetSocketAddress address, Supplier<SSLContext> shown, Duration hsts) {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /// @param failed counts handshakes that came to nothing
    ServerConnector connector(Server server, HttpConfiguration plain, LongAdder failed) {
        HttpConfiguration configuration = new HttpConfiguration(plain);
        // Which name the client believes to speak to is between it and the certificate: no check of Host.
        SecureRequestCustomizer customizer = new SecureRequestCustomizer(false);
        if (!hsts.isZero()) {
            customizer.setStsMaxAge(hsts.toSeconds());
        }
        configuration.addCustomizer(customizer);
        SslConnectionFactory tls = new SslConnectionFactory(new Current(shown), HttpVersion.HTTP_1_1.asString());
        ServerConnector connector = new ServerConnector(
                server, HttpListener.ACCEPTORS, HttpListener.SELECTORS, tls, new HttpConnectionFactory(configuration));
        connector.addBean(new SslHandshakeListener() {
            @Override
            public void handshakeFailed(Event event, Throwable failure) {
                failed.increment();
            }
        });
        return connector;
    }

    /// Jetty would keep the certificate that it started with.
    private static final class Current extends SslContextFactory.Server {

        private final Supplier<SSLContext> shown;

        Current(Supplier<SSLContext> shown) {
            this.shown = shown;
            setSslContext(shown.get());
            setIncludeProtocols(PROTOCOLS);
            setRenegotiationAllowed(false);
        }

        @Override
        public SSLEngine newSSLEngine() {
            return own(shown.get().createSSLEngine());
        }

        @Override
        public SSLEngine newSSLEngine(String host, int port) {
            return own(shown.get().createSSLEngine(host, port));
        }

        private SSLEngine own(SSLEngine engine) {
            customize(engine);
            return engine;
        }
    }
}
