package org.offhook.adapters.streams;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.eclipse.jetty.websocket.core.Configuration.ConfigurationCustomizer;
import org.eclipse.jetty.websocket.core.client.CoreClientUpgradeRequest;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;
import org.offhook.adapters.httpclient.Guard;
import org.offhook.core.ids.Sid;
import org.offhook.core.streams.StreamSockets;
import org.offhook.core.time.Scheduler;

/// [StreamSockets] over Jetty's client. It follows no redirects, keeps no cookies, and asks the guard before
/// each connection, literal addresses included. Connections of one account are never used for another.
public final class WebSocketStreams implements StreamSockets, AutoCloseable {

    /// Names of one account that are looked up at once.
    private static final int LOOKUPS = 4;

    /// What is forgotten of a server to which nobody is connected.
    private static final Duration FORGET = Duration.ofSeconds(30);

    private final Guard guard;
    private final Scheduler scheduler;
    private final Pump pump = new Pump();
    private final WebSocketCoreClient client;
    private final Map<Sid, Semaphore> lookups = new ConcurrentHashMap<>();

    /// @param tls whose trust anchors decide about servers' certificates
    public WebSocketStreams(Guard guard, SSLContext tls, Scheduler scheduler) {
        this.guard = guard;
        this.scheduler = scheduler;
        this.client = new WebSocketCoreClient(http(tls), null);
        try {
            client.start();
        } catch (Exception impossible) {
            throw new IllegalStateException("the WebSocket client does not start", impossible);
        }
    }

    private HttpClient http(SSLContext tls) {
        SslContextFactory.Client secure = new SslContextFactory.Client();
        secure.setSslContext(tls);
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setSslContextFactory(secure);
        HttpClient http = new HttpClient(new HttpClientTransportOverHTTP(connector));
        http.setExecutor(new VirtualThreadPool());
        http.setSocketAddressResolver(this::resolve);
        http.setFollowRedirects(false);
        http.setHttpCookieStore(new HttpCookieStore.Empty());
        http.setDestinationIdleTimeout(FORGET.toMillis());
        http.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "Offhook"));
        return http;
    }

    /// Called by Jetty, which has threads to spare for this.
    private void resolve(
            String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> addresses) {
        Destination destination =
                (Destination) Objects.requireNonNull(context.get(Destination.CONTEXT_KEY), "Jetty names it");
        Sid account = (Sid) destination.getOrigin().getTag();
        boolean secure = HttpScheme.isSecure(destination.getOrigin().getScheme());
        Semaphore share = lookups.computeIfAbsent(account, _ -> new Semaphore(LOOKUPS));
        Thread.ofVirtual().name("stream-name").start(() -> {
            try {
                List<InetAddress> admitted = guard.addresses(secure, host, port, share, FORGET);
                addresses.succeeded(named(host, port, admitted));
            } catch (IOException refused) {
                addresses.failed(refused);
            } catch (InterruptedException interrupted) {
                addresses.failed(interrupted);
            }
        });
    }

    /// With the host's name on each address: TLS compares it with the certificate.
    private static List<InetSocketAddress> named(String host, int port, List<InetAddress> admitted)
            throws UnknownHostException {
        List<InetSocketAddress> named = new ArrayList<>();
        for (InetAddress address : admitted) {
            named.add(new InetSocketAddress(InetAddress.getByAddress(host, address.getAddress()), port));
        }
        return named;
    }

    @Override
    public Socket open(Handshake handshake, Link link) {
        StreamConnection connection = new StreamConnection(link, handshake.longest(), pump, scheduler);
        CoreClientUpgradeRequest request = CoreClientUpgradeRequest.from(client, handshake.url(), connection);
        request.tag(handshake.account());
        request.headers(headers -> handshake.headers().forEach(headers::put));
        request.setConfiguration(configuration(handshake));
        scheduler.after(handshake.patience(), () -> {
            if (!connection.isOpen()) {
                connection.end(Failures.late(handshake.url()));
            }
        });
        // On another thread, so that whoever opens it has got hold of the connection before it speaks.
        Thread.ofVirtual().name("stream-connect").start(() -> connect(handshake, connection, request));
        return connection;
    }

    private void connect(Handshake handshake, StreamConnection connection, CoreClientUpgradeRequest request) {
        try {
            client.connect(request).whenComplete((_, failure) -> {
                if (failure != null) {
                    connection.end(Failures.connecting(handshake.url(), failure));
                }
            });
        } catch (IOException | RuntimeException failure) {
            connection.end(Failures.connecting(handshake.url(), failure));
        }
    }

    private static ConfigurationCustomizer configuration(Handshake handshake) {
        ConfigurationCustomizer configuration = new ConfigurationCustomizer();
        configuration.setIdleTimeout(Duration.ZERO);
        configuration.setMaxFrameSize(handshake.longest());
        configuration.setMaxTextMessageSize(handshake.longest());
        configuration.setAutoFragment(false);
        return configuration;
    }

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the WebSocket client does not stop", failure);
        } finally {
            pump.close();
            guard.close();
        }
    }
}
