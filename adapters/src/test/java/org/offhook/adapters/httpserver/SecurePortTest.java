package org.offhook.adapters.httpserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.adapters.runtime.MachineClock;
import org.offhook.adapters.runtime.ThreadScheduler;
import org.offhook.adapters.runtime.VirtualScripts;
import org.offhook.adapters.tls.Authority;
import org.offhook.adapters.tls.Certificates;
import org.offhook.api.http.Response;
import org.offhook.testkit.peers.Program;
import org.offhook.testkit.peers.Waiting;

/// HTTPS with curl, and with clients that are no good.
@Timeout(60)
final class SecurePortTest {

    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int ALERT = 0x15;
    private static final int PROTOCOL_VERSION = 70;

    @TempDir
    private Path folder;

    private final AtomicReference<SSLContext> shown = new AtomicReference<>();
    private HttpListener listener;

    @BeforeEach
    void open() throws Exception {
        new Authority().write(folder, "localhost", Duration.ofDays(1));
        shown.set(certificate());
        listener = open(Duration.ZERO, HttpLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    private SSLContext certificate() throws IOException {
        return Certificates.of(folder.resolve("certificate.pem"), folder.resolve("key.pem"), new MachineClock())
                .current();
    }

    private HttpListener open(Duration hsts, HttpLimits limits) throws IOException {
        return HttpListener.open(
                FREE,
                new SecurePort(FREE, shown::get, hsts),
                request -> Response.text(200, "text/plain", request.base() + " from " + request.peer()),
                new VirtualScripts(new ThreadScheduler()),
                limits,
                List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tlsv1.2 --tls-max 1.2", "--tlsv1.3"})
    void curlIsAnsweredByBothVersionsAndNotToldToComeByTlsOnly(String version) {
        String said = answered(version);
        assertThat(said)
                .contains("https://localhost:" + listener.securePort() + " from 127.0.0.1")
                .doesNotContainIgnoringCase("strict-transport-security");
    }

    @Test
    void browsersAreToldToComeByTlsOnlyWhenThatIsConfigured() throws IOException {
        listener.close();
        listener = open(Duration.ofDays(365), HttpLimits.DEFAULT);
        assertThat(answered("--tlsv1.2")).containsIgnoringCase("strict-transport-security: max-age=31536000");
    }

    @Test
    void aRenewedCertificateIsShownToWhoComesNext() throws Exception {
        assertThat(answered("--tlsv1.2")).contains("HTTP/1.1 200");
        new Authority().write(folder, "localhost", Duration.ofDays(1));
        // From here on curl believes the new authority only.
        assertThat(curl("--tlsv1.2").code()).isNotZero();
        shown.set(certificate());
        assertThat(answered("--tlsv1.2")).contains("HTTP/1.1 200");
    }

    @Test
    void anOldVersionIsRefused() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(helloOfTls11());
            InputStream in = socket.getInputStream();
            byte[] alert = in.readNBytes(7);
            assertThat(alert[0]).isEqualTo((byte) ALERT);
            assertThat(alert[6]).isEqualTo((byte) PROTOCOL_VERSION);
        }
        Waiting.until("it is counted", LIMIT, () -> listener.failedHandshakes() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "\0\0\0\0\0\0\0\0", "INVITE sip:a@b SIP/2.0\r\n\r\n"})
    void whatIsNoTlsIsNotAnswered(String text) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            assertThat(rest(socket)).doesNotContain("HTTP/1.1");
        }
        Waiting.until("it is counted", LIMIT, () -> listener.failedHandshakes() == 1);
        assertThat(answered("--tlsv1.2")).contains("HTTP/1.1 200");
    }

    @Test
    void aHandshakeThatDoesNotComeToItsEndIsCutOff() throws IOException {
        listener.close();
        listener = open(
                Duration.ZERO,
                new HttpLimits(
                        10,
                        1000,
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofSeconds(40),
                        Duration.ZERO));
        try (Socket silent = connect();
                Socket half = connect()) {
            half.getOutputStream().write(helloOfTls11(), 0, 20);
            assertThat(rest(silent)).isEmpty();
            assertThat(rest(half)).isEmpty();
        }
    }

    @Test
    void aPortInUseNamesTheFlag() {
        InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port());
        assertThatThrownBy(() -> HttpListener.open(
                        FREE,
                        new SecurePort(taken, shown::get, Duration.ZERO),
                        _ -> Response.empty(200),
                        new VirtualScripts(new ThreadScheduler()),
                        HttpLimits.DEFAULT,
                        List.of()))
                .isInstanceOf(HttpListener.CannotListen.class)
                .hasMessageContaining("--https");
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), listener.securePort());
    }

    /// What comes until the server closes; it may do so hard.
    private static String rest(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }

    /// What curl has said, if it was content.
    private String answered(String version) {
        Said said = curl(version);
        assertThat(said.code()).as(said.text()).isZero();
        return said.text();
    }

    private record Said(int code, String text) {}

    private Said curl(String version) {
        String line = "curl -sS -i --cacert " + folder.resolve("authority.pem") + " " + version + " https://localhost:"
                + listener.securePort() + "/";
        try (Program curl = Program.start("curl", Program.folder("curl"), List.of(line.split(" ")))) {
            return new Said(curl.awaitEnd(LIMIT), curl.output());
        }
    }

    /// A ClientHello of TLS 1.1 with one cipher suite (RFC 4346 §7.4.1.2).
    private static byte[] helloOfTls11() {
        byte[] body = new byte[2 + 32 + 1 + 2 + 2 + 2];
        body[0] = 3;
        body[1] = 2;
        body[36] = 2;
        body[37] = (byte) 0xc0;
        body[38] = 0x13;
        body[39] = 1;
        return ByteBuffer.allocate(9 + body.length)
                .put(new byte[] {0x16, 3, 1, 0, (byte) (4 + body.length), 1, 0, 0, (byte) body.length})
                .put(body)
                .array();
    }
}
