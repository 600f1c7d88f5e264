package org.offhook.adapters.sipnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.adapters.runtime.MachineClock;
import org.offhook.adapters.tls.Authority;
import org.offhook.adapters.tls.Certificates;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.signalling.net.Transport;
import org.offhook.testkit.peers.Program;
import org.offhook.testkit.peers.Waiting;

/// SIP over TLS between two of ours, against openssl, and against those who do not want to talk TLS at all.
class SecureStreamsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String OPTIONS = """
            OPTIONS sip:127.0.0.1;transport=tls SIP/2.0
            Via: SIP/2.0/TLS 127.0.0.1:9;branch=z9hG4bK-1
            Max-Forwards: 70
            From: <sip:probe@127.0.0.1>;tag=1
            To: <sip:127.0.0.1>
            Call-ID: probe
            CSeq: 1 OPTIONS
            Content-Length: 0

            """.replace("\n", "\r\n");

    @TempDir
    private Path folder;

    private final List<SipHost> hosts = new ArrayList<>();
    private Authority authority;

    @BeforeEach
    void found() throws Exception {
        authority = new Authority();
    }

    @AfterEach
    void stop() {
        hosts.forEach(SipHost::close);
    }

    private static void answering(LegEvent event, SipLeg leg) {
        if (event == null) {
            leg.answer(SipHost.SDP);
        }
    }

    private SipHost host(SSLContext own, SipNetLimits limits) throws Exception {
        SSLContext trust = authority.trusting();
        SipHost host = new SipHost(
                0,
                1,
                limits,
                new Secure(own == null ? null : () -> own, true, () -> trust),
                SecureStreamsTest::answering);
        hosts.add(host);
        return host;
    }

    private SipHost callee(String name) throws Exception {
        return host(authority.server(name, DAY), SipNetLimits.STANDARD);
    }

    private LegEvent firstWord(SipHost callee, String uri) throws Exception {
        SipHost caller = host(null, SipNetLimits.STANDARD);
        caller.call(uri.formatted(callee.securePort()), SipHost.SDP, null, (_, _) -> {});
        return caller.await(LegEvent.class);
    }

    @Test
    void aCallOverTlsIsAnsweredAndHungUpOverOneConnection() throws Exception {
        SipHost callee = callee("localhost");
        SipHost caller = host(null, SipNetLimits.STANDARD);
        for (int i = 0; i < 3; i++) {
            SipLeg leg = caller.call(
                    "sip:bob@localhost:" + callee.securePort() + ";transport=tls", SipHost.SDP, null, (_, _) -> {});
            assertThat(caller.await(LegEvent.Answered.class).sdp()).contains("m=audio");
            callee.await(LegEvent.Confirmed.class);
            leg.hangUp();
            callee.await(LegEvent.Ended.class);
        }
        assertThat(callee.connections(Transport.TLS)).isEqualTo(1);
    }

    @Test
    void sipsIsTls() throws Exception {
        assertThat(firstWord(callee("localhost"), "sips:bob@localhost:%d")).isInstanceOf(LegEvent.Answered.class);
    }

    @Test
    void anAddressIsProvenByACertificateForIt() throws Exception {
        assertThat(firstWord(callee("127.0.0.1"), "sip:bob@127.0.0.1:%d;transport=tls"))
                .isInstanceOf(LegEvent.Answered.class);
    }

    @Test
    void theCertificateOfAnotherHostIsNoneForThisOne() throws Exception {
        SipHost callee = callee("elsewhere.test");
        assertThat(firstWord(callee, "sips:bob@localhost:%d"))
                .isInstanceOfSatisfying(
                        LegEvent.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(503));
        Waiting.until("it is counted", LIMIT, () -> hosts.getLast().failedHandshakes() == 1);
    }

    @Test
    void aCertificateThatSignsItselfOrIsOverProvesNothing() throws Exception {
        SipHost itself = host(Authority.selfSigned("localhost"), SipNetLimits.STANDARD);
        SipHost over = host(authority.server("localhost", DAY.negated()), SipNetLimits.STANDARD);
        assertThat(firstWord(itself, "sips:bob@localhost:%d")).isInstanceOf(LegEvent.Refused.class);
        assertThat(firstWord(over, "sips:bob@localhost:%d")).isInstanceOf(LegEvent.Refused.class);
    }

    @Test
    void opensslTalksToUs() throws Exception {
        SipHost callee = callee("localhost");
        authority.write(folder, "localhost", DAY);
        try (Program openssl = Program.start(
                "openssl",
                folder,
                List.of(
                        "openssl",
                        "s_client",
                        "-connect",
                        "127.0.0.1:" + callee.securePort(),
                        "-servername",
                        "localhost",
                        "-verify_return_error",
                        "-verify_hostname",
                        "localhost",
                        "-CAfile",
                        "authority.pem"))) {
            openssl.awaitOutput("Verify return code: 0 \\(ok\\)", LIMIT);
        }
    }

    @Test
    void whoTalksSomethingElseThanTlsIsClosedAndNobodyElseWaits() throws Exception {
        SipHost callee = callee("localhost");
        for (int i = 0; i < 20; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), callee.securePort())) {
                socket.getOutputStream().write(OPTIONS.getBytes(StandardCharsets.US_ASCII));
                assertThat(isClosed(socket)).isTrue();
            }
        }
        Waiting.until("all are counted", LIMIT, () -> callee.failedHandshakes() == 20);
        assertThat(answered(callee)).startsWith("SIP/2.0 200");
    }

    @Test
    void handshakesThatAreNeverFinishedAreClosedWhileOthersGoOn() throws Exception {
        SipNetLimits hasty = limits(SipNetLimits.STANDARD.connectionsPerAddress(), Duration.ofSeconds(4));
        SipHost callee = host(authority.server("localhost", DAY), hasty);
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), callee.securePort());
                // The head of a record with a ClientHello that is never sent.
                socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1});
                idle.add(socket);
            }
            assertThat(answered(callee)).startsWith("SIP/2.0 200");
            for (Socket socket : idle) {
                assertThat(isClosed(socket)).isTrue();
            }
            Waiting.until("all are gone", LIMIT, () -> callee.connections(Transport.TLS) == 0);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void oneAddressGetsNoMoreConnectionsThanItsShare() throws Exception {
        SipHost callee = host(authority.server("localhost", DAY), limits(3, Duration.ofSeconds(30)));
        List<SSLSocket> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            open.add(connected(callee));
        }
        try (Socket fourth = new Socket(InetAddress.getLoopbackAddress(), callee.securePort())) {
            assertThat(isClosed(fourth)).isTrue();
        }
        open.removeFirst().close();
        Waiting.until("there is room", LIMIT, () -> callee.connections(Transport.TLS) == 2);
        assertThat(answered(callee)).startsWith("SIP/2.0 200");
        for (SSLSocket socket : open) {
            socket.close();
        }
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestartAndABrokenOneIsNot() throws Exception {
        authority.write(folder, "old.test", DAY);
        TurnedClock clock = new TurnedClock();
        Certificates certificates =
                Certificates.of(folder.resolve("certificate.pem"), folder.resolve("key.pem"), clock);
        Supplier<SSLContext> own = certificates::current;
        SSLContext trust = authority.trusting();
        SipHost callee = new SipHost(
                0, 1, SipNetLimits.STANDARD, new Secure(own, true, () -> trust), SecureStreamsTest::answering);
        hosts.add(callee);
        assertThat(shown(callee)).contains("CN=old.test");

        authority.write(folder, "new.test", DAY);
        clock.turn(Duration.ofMinutes(1));
        assertThat(shown(callee)).contains("CN=new.test");

        java.nio.file.Files.writeString(folder.resolve("certificate.pem"), "no certificate");
        clock.turn(Duration.ofMinutes(1));
        assertThat(shown(callee)).contains("CN=new.test");
    }

    private static SipNetLimits limits(int perAddress, Duration slow) {
        SipNetLimits standard = SipNetLimits.STANDARD;
        return new SipNetLimits(
                standard.wire(),
                standard.connections(),
                perAddress,
                standard.idle(),
                slow,
                standard.connect(),
                standard.queued(),
                standard.keepAlives(),
                standard.batch(),
                standard.socketBuffer());
    }

    private SSLSocket connected(SipHost host) throws Exception {
        SSLSocket socket = (SSLSocket) authority
                .trusting()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), host.securePort());
        socket.setSoTimeout((int) LIMIT.toMillis());
        socket.startHandshake();
        return socket;
    }

    private String shown(SipHost host) throws Exception {
        try (SSLSocket socket = connected(host)) {
            return socket.getSession().getPeerPrincipal().getName();
        }
    }

    /// What an OPTIONS over a new connection brings.
    private String answered(SipHost host) throws Exception {
        try (SSLSocket socket = connected(host)) {
            socket.getOutputStream().write(OPTIONS.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[2000];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), StandardCharsets.US_ASCII);
        }
    }

    /// Whether the other side closes, whatever it says before.
    private static boolean isClosed(Socket socket) throws IOException {
        socket.setSoTimeout((int) LIMIT.toMillis());
        InputStream in = socket.getInputStream();
        try {
            for (int i = 0; i < 100; i++) {
                if (in.read(new byte[1000]) < 0) {
                    return true;
                }
            }
            return false;
        } catch (SocketException _) {
            return true; // Reset.
        }
    }

    private static final class TurnedClock implements org.offhook.core.time.Clock {

        private final MachineClock machine = new MachineClock();
        private final AtomicLong turned = new AtomicLong();

        void turn(Duration by) {
            turned.addAndGet(by.toNanos());
        }

        @Override
        public java.time.Instant now() {
            return machine.now();
        }

        @Override
        public long nanos() {
            return machine.nanos() + turned.get();
        }
    }
}
