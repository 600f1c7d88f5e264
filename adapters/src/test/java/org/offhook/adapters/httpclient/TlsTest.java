package org.offhook.adapters.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.adapters.httpclient.Client.answered;
import static org.offhook.adapters.httpclient.Client.code;
import static org.offhook.adapters.httpclient.Client.within;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.adapters.tls.Authority;
import org.offhook.core.web.DestinationPolicy;

/// Certificates are checked, and each way to fail has its code.
class TlsTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration DAY = Duration.ofDays(1);

    private Authority authority;
    private Client client;

    @BeforeEach
    void open() throws Exception {
        authority = new Authority();
        client = new Client(DestinationPolicy.open(), Client::testNames, authority.trusting(), Client.LIMITS);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aGoodCertificateIsTakenAndTheConnectionKept() throws Exception {
        try (OddServer server = serving(authority.server("app.test", DAY))) {
            assertThat(answered(client.get(url(server))).status()).isEqualTo(200);
            assertThat(answered(client.get(url(server))).status()).isEqualTo(200);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anotherHostsCertificateIs11235() throws Exception {
        try (OddServer server = serving(authority.server("other.test", DAY))) {
            assertThat(code(client.get(url(server)))).isEqualTo(11235);
        }
    }

    @Test
    void anExpiredCertificateIs11236() throws Exception {
        try (OddServer server = serving(authority.server("app.test", DAY.negated()))) {
            assertThat(code(client.get(url(server)))).isEqualTo(11236);
        }
    }

    @Test
    void aSelfSignedCertificateIs11237() throws Exception {
        try (OddServer server = serving(Authority.selfSigned("app.test"))) {
            assertThat(code(client.get(url(server)))).isEqualTo(11237);
        }
    }

    @Test
    void aServerWithoutTlsIs11220() throws Exception {
        try (OddServer server = OddServer.plain(talk -> talk.say("220 smtp.test ready, and no TLS at all\r\n"))) {
            assertThat(code(client.get(url(server)))).isEqualTo(11220);
        }
    }

    @Test
    void aServerThatHangsUpDuringTheHandshakeIs11220() throws Exception {
        try (OddServer server =
                OddServer.plain(talk -> talk.socket().getInputStream().read())) {
            assertThat(code(client.get(url(server)))).isEqualTo(11220);
        }
    }

    @Test
    void aHandshakeThatTakesTooLongIs11201() throws Exception {
        try (OddServer server = OddServer.plain(talk -> {
            // A record header that announces a handshake, and then one byte of it at a time.
            talk.say(new byte[] {22, 3, 3, 64, 0});
            while (true) {
                talk.say(new byte[] {0});
                talk.closing().await(20, TimeUnit.MILLISECONDS);
            }
        })) {
            assertThat(code(client.get(url(server), within(SHORT, LONG, LONG)))).isEqualTo(11201);
        }
    }

    @Test
    void aConnectionThatTheServerClosedMeanwhileIsReplaced() throws Exception {
        try (OddServer server = OddServer.tls(authority.server("app.test", DAY), talk -> {
            talk.request();
            talk.say(OK);
        })) {
            for (int i = 0; i < 3; i++) {
                assertThat(answered(client.get(url(server))).status()).isEqualTo(200);
            }
        }
    }

    private static OddServer serving(SSLContext context) throws Exception {
        return OddServer.tls(context, talk -> {
            while (!talk.request().isEmpty()) {
                talk.say(OK);
            }
        });
    }

    private static String url(OddServer server) {
        return "https://app.test:" + server.port() + "/";
    }
}
