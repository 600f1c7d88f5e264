package org.offhook.adapters.httpclient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.adapters.httpclient.Client.ALICE;
import static org.offhook.adapters.httpclient.Client.BOB;
import static org.offhook.adapters.httpclient.Client.PATIENT;
import static org.offhook.adapters.httpclient.Client.answered;
import static org.offhook.adapters.httpclient.Client.code;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;

/// What a well-behaved server and the client say to each other.
class HttpWebTest {

    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 5\r\n\r\nhello";

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
    void aRequestIsSentAsGivenAndTheAnswerComesBack() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        try (OddServer server = OddServer.plain(talk -> {
            seen.set(talk.request());
            talk.say("HTTP/1.1 201 Made\r\nContent-Type: text/xml\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\nok");
        })) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Content-Type", "text/plain");
            headers.put("X-B", "ü");
            WebResult.Answered answer = answered(client.await(
                    ALICE,
                    "POST",
                    "http://app.test:" + server.port() + "/a%20b?c=d&e=%2B#ct=1",
                    headers,
                    "body".getBytes(UTF_8),
                    PATIENT));

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.header("content-type")).isEqualTo("text/xml");
            assertThat(answer.headers().get("x-a")).containsExactly("1", "2");
            assertThat(new String(answer.body(), UTF_8)).isEqualTo("ok");
            assertThat(seen.get())
                    .startsWith("POST /a%20b?c=d&e=%2B HTTP/1.1\r\nHost: app.test:" + server.port() + "\r\n")
                    .contains("\r\nContent-Length: 4\r\n")
                    .endsWith("\r\n\r\nbody");
        }
    }

    @Test
    void chunksAndInterimAnswersAreUnderstood() throws Exception {
        String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n";
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunks = "3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nT: 1\r\n\r\n";
        try (OddServer server = OddServer.answering(interim + head + chunks)) {
            assertThat(new String(answered(client.get(url(server))).body(), UTF_8))
                    .isEqualTo("hello");
            assertThat(new String(answered(client.get(url(server))).body(), UTF_8))
                    .isEqualTo("hello");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatEndsWithTheConnectionIsWhole() throws Exception {
        try (OddServer server = OddServer.plain(talk -> {
            talk.request();
            talk.say("HTTP/1.0 200 OK\r\n\r\nold");
        })) {
            assertThat(new String(answered(client.get(url(server))).body(), UTF_8))
                    .isEqualTo("old");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"204 No Content", "304 Not Modified"})
    void anAnswerWithoutBodyLeavesTheConnectionInOrder(String status) throws Exception {
        try (OddServer server = OddServer.answering("HTTP/1.1 " + status + "\r\nETag: \"1\"\r\n\r\n")) {
            assertThat(answered(client.get(url(server))).body()).isEmpty();
            assertThat(answered(client.get(url(server))).header("etag")).isEqualTo("\"1\"");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void theAnswerToHeadHasNoBody() throws Exception {
        try (OddServer server = OddServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n")) {
            WebResult result = client.await(ALICE, "HEAD", url(server), Map.of(), null, PATIENT);
            assertThat(answered(result).header("content-length")).isEqualTo("99");
            assertThat(answered(result).body()).isEmpty();
        }
    }

    @Test
    void gzipIsUnpacked() throws Exception {
        byte[] packed = gzip("<Response/>".getBytes(UTF_8));
        try (OddServer server = OddServer.plain(talk -> {
            while (!talk.request().isEmpty()) {
                talk.say("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.length + "\r\n\r\n");
                talk.say(packed);
            }
        })) {
            assertThat(new String(answered(client.get(url(server))).body(), UTF_8))
                    .isEqualTo("<Response/>");
            assertThat(answered(client.get(url(server))).headers()).doesNotContainKey("content-encoding");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void redirectsAreReportedAndCookiesForgotten() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>("");
        try (OddServer server = OddServer.plain(talk -> {
            for (String request = talk.request(); !request.isEmpty(); request = talk.request()) {
                seen.set(request);
                talk.say("HTTP/1.1 302 Found\r\nLocation: /b\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
            }
        })) {
            assertThat(answered(client.get(url(server))).status()).isEqualTo(302);
            assertThat(answered(client.get(url(server))).header("location")).isEqualTo("/b");
            assertThat(seen.get()).doesNotContain("Cookie");
        }
    }

    @Test
    void connectionsAreKeptPerAccount() throws Exception {
        try (OddServer server = OddServer.answering(HELLO)) {
            for (int i = 0; i < 3; i++) {
                answered(client.await(ALICE, "GET", url(server), Map.of(), null, PATIENT));
            }
            assertThat(server.connections()).isEqualTo(1);
            answered(client.await(BOB, "GET", url(server), Map.of(), null, PATIENT));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: close", "Keep-Alive: timeout=1"})
    void aServerThatWantsNoMoreRequestsGetsNone(String header) throws Exception {
        try (OddServer server =
                OddServer.answering("HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: 2\r\n\r\nok")) {
            answered(client.get(url(server)));
            answered(client.get(url(server)));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatTheServerClosedMeanwhileIsReplaced() throws Exception {
        try (OddServer server = OddServer.plain(talk -> {
            talk.request();
            talk.say(HELLO);
        })) {
            for (int i = 0; i < 3; i++) {
                assertThat(answered(client.get(url(server))).status()).isEqualTo(200);
            }
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void cancellingClosesTheConnectionAndReportsNothing() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        try (OddServer server = OddServer.plain(talk -> {
            talk.request();
            asked.countDown();
            try {
                talk.socket().getInputStream().read();
            } finally {
                gone.countDown();
            }
        })) {
            AtomicBoolean told = new AtomicBoolean();
            Cancellable exchange = client.web.send(
                    new WebRequest(ALICE, "GET", URI.create(url(server)), Map.of(), null, PATIENT),
                    _ -> told.set(true));
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            exchange.cancel();
            assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
            exchange.cancel();
            try (OddServer other = OddServer.answering(HELLO)) {
                answered(client.get(url(other)));
            }
            assertThat(told).isFalse();
        }
    }

    @Test
    void whatIsNoHttpUrlIsRefused() throws Exception {
        assertThat(code(client.get("file:///etc/passwd"))).isEqualTo(11100);
        assertThat(code(client.get("gopher://app.test/1"))).isEqualTo(11100);
        assertThat(code(client.get("http://app.test:99999/"))).isEqualTo(11100);
        assertThat(code(client.get("http://my_host/"))).isEqualTo(11210);
        assertThat(code(client.get("http://nowhere.invalid/"))).isEqualTo(11210);
    }

    @Test
    void nothingBreaksOutOfItsHeaderLine() throws Exception {
        try (OddServer server = OddServer.answering(HELLO)) {
            Map<String, String> value = Map.of("X-A", "1\r\nX-B: 2");
            Map<String, String> name = Map.of("X-A: 1\r\nX-B", "2");
            assertThat(code(client.await(ALICE, "GET", url(server), value, null, PATIENT)))
                    .isEqualTo(11100);
            assertThat(code(client.await(ALICE, "GET", url(server), name, null, PATIENT)))
                    .isEqualTo(11100);
            assertThat(code(client.await(ALICE, "GET /x HTTP/1.1\r\n", url(server), Map.of(), null, PATIENT)))
                    .isEqualTo(11100);
        }
    }

    @Test
    void aCallerCannotAddASecondFrame() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        try (OddServer server = OddServer.plain(talk -> {
            seen.set(talk.request());
            talk.say(HELLO);
        })) {
            Map<String, String> headers = Map.of("content-length", "0", "Transfer-Encoding", "chunked", "HOST", "evil");
            answered(client.await(ALICE, "POST", url(server), headers, new byte[] {'x'}, PATIENT));
            assertThat(seen.get()).doesNotContain("content-length", "chunked", "evil");
        }
    }

    @Test
    void manyAtOnceAllComeBack() throws Exception {
        try (OddServer server = OddServer.answering(HELLO)) {
            java.util.List<CompletableFuture<WebResult>> all = new java.util.ArrayList<>();
            for (int i = 0; i < 500; i++) {
                all.add(client.begin(i % 2 == 0 ? ALICE : BOB, "GET", url(server), Map.of(), null, PATIENT));
            }
            for (CompletableFuture<WebResult> one : all) {
                assertThat(answered(one.get(60, TimeUnit.SECONDS)).status()).isEqualTo(200);
            }
        }
    }

    private static byte[] gzip(byte[] plain) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private static String url(OddServer server) {
        return "http://127.0.0.1:" + server.port() + "/";
    }
}
