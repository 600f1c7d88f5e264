package org.offhook.adapters.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.adapters.httpclient.Client.ALICE;
import static org.offhook.adapters.httpclient.Client.answered;
import static org.offhook.adapters.httpclient.Client.code;
import static org.offhook.adapters.httpclient.Client.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.web.WebRequest.Limits;

/// Each way in which a server can misbehave ends with its own code (contract §24) and within its time.
class RudeServerTest {

    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Limits SHORT_TOTAL = within(LONG, LONG, SHORT);

    private Client client;

    @BeforeEach
    void open() throws Exception {
        client = new Client();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aRefusedConnectionIs11202() throws Exception {
        int port;
        try (ServerSocket closedAgain = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = closedAgain.getLocalPort();
        }
        assertThat(code(client.get("http://app.test:" + port + "/"))).isEqualTo(11202);
    }

    @Test
    void aConnectionThatIsNotAcceptedInTimeIs11201() throws Exception {
        List<Socket> crowd = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            fill(full, crowd);
            assertThat(code(client.get("http://app.test:" + full.getLocalPort() + "/", within(SHORT, LONG, LONG))))
                    .isEqualTo(11201);
        } finally {
            for (Socket one : crowd) {
                one.close();
            }
        }
    }

    @Test
    void aNameThatIsNotResolvedInTimeIs11201() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Client slow = new Client(org.offhook.core.web.DestinationPolicy.open(), host -> {
            try {
                never.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            return Client.testNames(host);
        })) {
            assertThat(code(slow.get("http://app.test/", within(SHORT, LONG, LONG))))
                    .isEqualTo(11201);
        } finally {
            never.countDown();
        }
    }

    @Test
    void aServerThatFallsSilentIs11200ByTheReadLimitAnd11203ByTheTotal() throws Exception {
        try (OddServer server = OddServer.plain(talk -> {
            talk.request();
            talk.say("HTTP/1.1 200 OK\r\n");
            talk.fallSilent();
        })) {
            assertThat(code(client.get(url(server), within(LONG, SHORT, LONG)))).isEqualTo(11200);
            assertThat(code(client.get(url(server), SHORT_TOTAL))).isEqualTo(11203);
        }
    }

    @Test
    void aServerThatDripsIs11203() throws Exception {
        try (OddServer server = OddServer.plain(talk -> {
            talk.request();
            talk.say("HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                talk.say("x");
                talk.closing().await(20, java.util.concurrent.TimeUnit.MILLISECONDS);
            }
        })) {
            assertThat(code(client.get(url(server), within(LONG, Duration.ofSeconds(5), SHORT))))
                    .isEqualTo(11203);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 99999999999", "Transfer-Encoding: chunked", "X-Nothing: 1"})
    void anAnswerThatDoesNotEndIs11750(String framing) throws Exception {
        String chunk = framing.contains("chunked") ? "1000\r\n" + "x".repeat(4096) + "\r\n" : "x".repeat(4096);
        try (OddServer server = OddServer.plain(talk -> {
            talk.request();
            talk.say("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
            while (true) {
                talk.say(chunk);
            }
        })) {
            assertThat(code(client.get(url(server)))).isEqualTo(11750);
        }
    }

    @Test
    void aBodyOfExactlyTheLimitIsTakenAndOneByteMoreIsNot() throws Exception {
        for (String framing : List.of("Content-Length: %d", "X-Nothing: %d")) {
            for (int size : List.of(1000, 1001)) {
                try (OddServer server = OddServer.plain(talk -> {
                    talk.request();
                    talk.say("HTTP/1.1 200 OK\r\n" + framing.formatted(size) + "\r\n\r\n" + "x".repeat(size));
                })) {
                    Limits thousand = new Limits(LONG, LONG, LONG, 1000, 1000);
                    if (size == 1000) {
                        assertThat(answered(client.get(url(server), thousand)).body())
                                .hasSize(1000);
                    } else {
                        assertThat(code(client.get(url(server), thousand))).isEqualTo(11750);
                    }
                }
            }
        }
    }

    @Test
    void soundsHaveALimitOfTheirOwn() throws Exception {
        Limits limits = new Limits(LONG, LONG, LONG, 1_000, 2_000);
        for (String type : List.of("audio/mpeg", "text/xml")) {
            try (OddServer server = OddServer.answering("HTTP/1.1 200 OK\r\nContent-Type: " + type
                    + "\r\nContent-Length: 2000\r\n\r\n" + "x".repeat(2_000))) {
                if (type.startsWith("audio")) {
                    assertThat(answered(client.get(url(server), limits)).body()).hasSize(2_000);
                } else {
                    assertThat(code(client.get(url(server), limits))).isEqualTo(11750);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one endless header line", "endless headers", "endless interim answers"})
    void aHeadThatDoesNotEndIs11206(String how) throws Exception {
        String more = switch (how) {
            case "one endless header line" -> "x".repeat(1000);
            case "endless headers" -> "X-A: b\r\n";
            default -> "X: y\r\n\r\nHTTP/1.1 102 Wait\r\n";
        };
        try (OddServer server = OddServer.plain(talk -> {
            talk.request();
            talk.say("HTTP/1.1 102 Wait\r\n");
            while (true) {
                talk.say(more);
            }
        })) {
            assertThat(code(client.get(url(server)))).isEqualTo(11206);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "11206, SSH-2.0-OpenSSH_9.2\\r\\n",
        "11206, HTTP/1.1 two hundred\\r\\n\\r\\n",
        "11206, HTTP/2.0 200 OK\\r\\n\\r\\n",
        "11206, HTTP/1.1 101 Switching\\r\\nUpgrade: x\\r\\n\\r\\n",
        "11206, HTTP/1.1 200 OK\\r\\nContent-Length: x\\r\\n\\r\\n",
        "11206, HTTP/1.1 200 OK\\r\\nContent-Length: -5\\r\\n\\r\\nhello",
        "11206, HTTP/1.1 200 OK\\r\\nContent-Length: 50\\r\\n\\r\\nhello",
        "11206, HTTP/1.1 200 OK\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\nhello",
        "11206, HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\nhello",
        "11206, HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nhel",
        "11206, HTTP/1.1 200 OK\\r\\nContent-Encoding: gzip\\r\\nContent-Length: 5\\r\\n\\r\\nhello",
        "11206, HTTP/1.1 200",
        "11205, ''",
    })
    void whatIsNotHttpIs11206AndAnEarlyEnd11205(int code, String answer) throws Exception {
        String bytes = answer.replace("\\r", "\r").replace("\\n", "\n");
        try (OddServer server = OddServer.plain(talk -> {
            talk.request();
            talk.say(bytes);
        })) {
            assertThat(code(client.get(url(server)))).isEqualTo(code);
        }
    }

    @Test
    void noiseNeverEndsInAnythingButAResult() throws Exception {
        for (long seed = 0; seed < 200; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            byte[] noise = new byte[random.nextInt(2_000)];
            random.nextBytes(noise);
            int keep = random.nextInt(3);
            try (OddServer server = OddServer.plain(talk -> {
                talk.request();
                talk.say(keep == 0 ? "" : keep == 1 ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 200 OK\r\nX: y\r\n\r\n");
                talk.say(noise);
            })) {
                assertThat(client.get(url(server))).as("seed " + seed).isNotNull();
            }
        }
    }

    @Test
    void aResetIs11205() throws Exception {
        try (OddServer server = OddServer.plain(talk -> {
            talk.request();
            talk.socket().setSoLinger(true, 0);
        })) {
            assertThat(code(client.get(url(server)))).isEqualTo(11205);
        }
    }

    @Test
    void aGzipBombIs11750() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 40; i++) {
                out.write(new byte[1_000_000]);
            }
        }
        assertThat(packed.size()).isLessThan(50_000);
        try (OddServer server = OddServer.plain(talk -> {
            talk.request();
            talk.say("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n");
            talk.say(packed.toByteArray());
            talk.fallSilent();
        })) {
            assertThat(code(client.get(url(server), new Limits(LONG, LONG, LONG, 30_000_000, 30_000_000))))
                    .isEqualTo(11750);
            assertThat(code(client.get(url(server), new Limits(LONG, LONG, LONG, 50_000_000, 50_000_000))))
                    .as("within the size, but a thousand times its compressed form")
                    .isEqualTo(11750);
        }
    }

    @Test
    void bytesBehindAnAnswerAreNotTheNextAnswer() throws Exception {
        try (OddServer server = OddServer.plain(talk -> {
            talk.request();
            // In one piece: what comes later than the next request is an answer to that.
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                    + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
            talk.request();
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        })) {
            for (int i = 0; i < 5; i++) {
                assertThat(answered(client.await(ALICE, "GET", url(server), Map.of(), null, Client.PATIENT))
                                .body())
                        .isEqualTo(new byte[] {'o', 'k'});
            }
        }
    }

    /// Opens connections until the kernel answers no more of them; one that was only slow proves nothing.
    private static void fill(ServerSocket full, List<Socket> crowd) throws IOException {
        int unanswered = 0;
        for (int i = 0; i < 64 && unanswered < 3; i++) {
            Socket one = new Socket();
            crowd.add(one);
            try {
                one.connect(full.getLocalSocketAddress(), 200);
            } catch (SocketTimeoutException noRoom) {
                unanswered++;
            }
        }
        assertThat(unanswered).as("the backlog has an end").isEqualTo(3);
    }

    private static String url(OddServer server) {
        return "http://127.0.0.1:" + server.port() + "/";
    }
}
