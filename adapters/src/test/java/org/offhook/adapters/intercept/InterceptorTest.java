package org.offhook.adapters.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.adapters.runtime.MachineClock;
import org.offhook.adapters.tls.LocalAuthority;
import org.offhook.adapters.tls.NamedKeys;
import org.offhook.adapters.tls.TrustFiles;
import org.offhook.core.time.Clock;
import org.offhook.testkit.peers.Waiting;

/// Both ports, with good clients and bad ones, in front of a server that says back what it is told.
@Timeout(60)
final class InterceptorTest {

    private static final Clock CLOCK = new MachineClock();
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    private Path folder;

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private ServerSocket server;
    private LocalAuthority authority;
    private Interceptor interceptor;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> echo(server));
        authority = LocalAuthority.in(folder, Originals.DOMAIN, CLOCK.now());
        interceptor = Interceptor.open(setup(FREE, false));
    }

    @AfterEach
    void close() throws IOException {
        interceptor.close();
        server.close();
    }

    private Interceptor.Setup setup(InetSocketAddress proxy, boolean tunnels) {
        InetSocketAddress to = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
        return new Interceptor.Setup(
                proxy, FREE, to, NamedKeys.context(authority, Originals::has, CLOCK), tunnels, told::add);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.twilio.com", "API.Twilio.com", "api.dublin.ie1.twilio.com", "taskrouter.twilio.com"})
    void anOriginalIsServedUnderItsOwnName(String host) throws Exception {
        try (Socket socket = connect()) {
            assertThat(ask(socket, "CONNECT " + host + ":443 HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                    .isEqualTo("HTTP/1.1 200 Connection Established\r\n\r\n");
            SSLSocket secure = shake(socket, host, host);
            assertThat(ask(secure, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void theSecurePortServesWhoeverNamesAnOriginal() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), interceptor.securePort())) {
            SSLSocket secure = shake(socket, "voice.twilio.com", "voice.twilio.com");
            assertThat(ask(secure, "hello")).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bank.example", "twilio.com", "nottwilio.com", "twilio.com.evil.example"})
    void nobodyElseIsSpokenFor(String host) throws Exception {
        try (Socket socket = connect()) {
            assertThat(ask(socket, "CONNECT " + host + ":443 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403 ");
        }
        assertThat(told).containsExactly("refused " + host + ":443");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), interceptor.securePort())) {
            assertThatThrownBy(() -> shake(socket, host, host)).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void whoNamesNoServerGetsNoCertificate() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), interceptor.securePort())) {
            assertThatThrownBy(() -> shake(socket, "127.0.0.1", null)).isInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://api.twilio.com/ HTTP/1.1\r\n\r\n",
                "CONNECT api.twilio.com HTTP/1.1\r\n\r\n",
                "CONNECT api.twilio.com:99999 HTTP/1.1\r\n\r\n",
                "CONNECT api.twilio.com:443\r\n\r\n"
            })
    void whatIsNoConnectIsRefused(String head) throws Exception {
        try (Socket socket = connect()) {
            assertThat(ask(socket, head)).startsWith("HTTP/1.1 405 ").contains("NO_PROXY");
        }
    }

    @Test
    void anEndlessHeadIsCutOff() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("X".repeat(ConnectHead.LONGEST).getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        Waiting.until(
                "it is told",
                Duration.ofSeconds(30),
                () -> told.stream().anyMatch(line -> line.contains("longer than")));
    }

    @Test
    void otherHostsAreConnectedToWhenThatIsWantedButAnOriginalNever() throws Exception {
        try (Interceptor open = Interceptor.open(setup(FREE, true))) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), open.proxyPort())) {
                assertThat(ask(socket, "CONNECT 127.0.0.1:" + server.getLocalPort() + " HTTP/1.1\r\n\r\n"))
                        .startsWith("HTTP/1.1 200 ");
                assertThat(ask(socket, "as it is")).isEqualTo("as it is");
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), open.proxyPort())) {
                assertThat(ask(socket, "CONNECT api.twilio.com:80 HTTP/1.1\r\n\r\n"))
                        .startsWith("HTTP/1.1 403 ");
            }
        }
    }

    @Test
    void aServerThatIsNotThereIsSaid() throws Exception {
        server.close();
        try (Socket socket = connect()) {
            assertThat(ask(socket, "CONNECT api.twilio.com:443 HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 502 ")
                    .contains("cannot be reached");
        }
    }

    @Test
    void otherMachinesAreNotServed() {
        assertThatThrownBy(() -> Interceptor.open(setup(new InetSocketAddress("0.0.0.0", 0), false)))
                .hasMessageContaining("not a loopback address");
    }

    @Test
    void theAuthorityIsKeptAndSpeaksForItsDomainOnly() throws Exception {
        assertThat(LocalAuthority.in(folder, Originals.DOMAIN, CLOCK.now()).file())
                .isEqualTo(authority.file());
        SSLContext other = NamedKeys.context(authority, _ -> true, CLOCK);
        InetSocketAddress to = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
        try (Interceptor wide = Interceptor.open(new Interceptor.Setup(FREE, FREE, to, other, false, told::add));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), wide.securePort())) {
            // Signed by the authority, but for a name it has no say in.
            assertThatThrownBy(() -> shake(socket, "bank.example", "bank.example"))
                    .hasMessageContaining("name constraints");
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), interceptor.proxyPort());
    }

    /// A client that trusts the files that are written for it.
    private SSLSocket shake(Socket socket, String host, String named) throws Exception {
        TrustFiles files = TrustFiles.write(folder, authority);
        KeyStore store = KeyStore.getInstance(files.store().toFile(), TrustFiles.PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, host, 443, false);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setServerNames(named == null ? List.of() : List.of(new SNIHostName(named)));
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private static String ask(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        byte[] answer = new byte[1024];
        int length = 0;
        do {
            int n = socket.getInputStream().read(answer, length, answer.length - length);
            if (n < 0) {
                break;
            }
            length += n;
        } while (!text.contains("\r\n") ? length < text.length() : !ends(answer, length));
        return new String(answer, 0, length, StandardCharsets.US_ASCII);
    }

    /// Whether a whole answer is there: a refusal ends with its line of text.
    private static boolean ends(byte[] answer, int length) {
        String text = new String(answer, 0, length, StandardCharsets.US_ASCII);
        return text.endsWith("\n") && (text.startsWith("HTTP/1.1 200 ") || text.contains("offhook proxy: "));
    }

    private static void echo(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    InputStream in = socket.getInputStream();
                    OutputStream out = socket.getOutputStream()) {
                in.transferTo(out);
            } catch (IOException over) {
                // The test closes it.
            }
        }
    }
}
