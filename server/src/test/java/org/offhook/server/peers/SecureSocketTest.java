package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.Waiting;

/// SIP over WebSockets at the HTTPS port, as browsers open them: with the JDK's client, which believes the certificate
/// that a server in development makes for itself.
final class SecureSocketTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String OPTIONS = """
            OPTIONS sip:127.0.0.1 SIP/2.0
            Via: SIP/2.0/WSS df7jal.invalid;branch=z9hG4bK-1
            Max-Forwards: 70
            From: <sip:probe@127.0.0.1>;tag=1
            To: <sip:127.0.0.1>
            Call-ID: probe
            CSeq: 1 OPTIONS

            """.replace("\n", "\r\n");

    @Test
    void sipIsSpokenBySecureWebSocketsToo() throws Exception {
        try (LiveServer server = LiveServer.start("https = \"127.0.0.1:0\"")) {
            BlockingQueue<String> messages = new LinkedBlockingQueue<>();
            WebSocket socket = HttpClient.newBuilder()
                    .sslContext(trusting(server))
                    .build()
                    .newWebSocketBuilder()
                    .subprotocols("sip")
                    .buildAsync(URI.create("wss://localhost:" + server.httpsPort() + "/sip"), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                            messages.add(data.toString());
                            from.request(1);
                            return null;
                        }
                    })
                    .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .join();
            socket.sendText(OPTIONS, true).join();

            assertThat(messages.poll(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .startsWith("SIP/2.0 200")
                    .contains("Via: SIP/2.0/WSS df7jal.invalid");
            assertThat(server.metric("offhook_sip_connections{transport=\"wss\"}"))
                    .isEqualTo(1);
            socket.abort();
            Waiting.until(
                    "the connection is gone",
                    LIMIT,
                    () -> server.metric("offhook_sip_connections{transport=\"wss\"}") == 0);
        }
    }

    private static SSLContext trusting(LiveServer server) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(server.certificate())) {
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
