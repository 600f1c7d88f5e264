package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// SIP over WebSockets: JsSIP as it comes from npm, and clients that do not keep to the rules.
final class WebSocketPhonesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static LiveServer server;
    private static WebApp app;

    @BeforeAll
    static void start() {
        server = LiveServer.start("""
                registrar.users = [ { name = "alice", password = "the-password-of-alice" } ]""");
        app = WebApp.start();
    }

    @AfterEach
    void everythingIsGivenBack() {
        server.awaitQuiet(LIMIT);
        Waiting.until("no socket is open", LIMIT, () -> sockets() == 0);
    }

    @AfterAll
    static void stop() {
        server.close();
        app.close();
    }

    private static double sockets() {
        return server.metric("offhook_sip_connections{transport=\"ws\"}");
    }

    @Test
    void jsSipRegistersCallsAndIsCalled() throws Exception {
        app.at("/hello", Reply.twiml("<Say>Hello from the other side</Say><Hangup/>"));
        server.rest().number("+15550171", app.url("/hello"));
        app.at("/said", Reply.twiml(""));
        Path folder = Path.of("src/test/sdk").toAbsolutePath();
        assertThat(folder.resolve("node_modules/jssip"))
                .as("run npm ci in " + folder + ", or ./verify, which does")
                .isDirectory();
        Path log = Path.of("target", "jssip.log").toAbsolutePath();
        ProcessBuilder node = new ProcessBuilder("node", "--test", "--test-reporter=tap", "websocket.test.js")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        node.environment()
                .putAll(Map.of(
                        "OFFHOOK_URL",
                        server.api().toString(),
                        "OFFHOOK_WS",
                        "ws" + server.api().toString().substring(4) + "/sip",
                        "OFFHOOK_DOMAIN",
                        "127.0.0.1:" + server.sipPort(),
                        "OFFHOOK_NUMBER",
                        "+15550171",
                        "OFFHOOK_SAID",
                        app.url("/said"),
                        "OFFHOOK_ACCOUNT",
                        OffhookProcess.ACCOUNT,
                        "OFFHOOK_TOKEN",
                        OffhookProcess.TOKEN));
        Process process = node.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String told = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(told).isZero();
        assertThat(told).contains("# pass 4", "# fail 0", "# skipped 0");
        assertThat(app.awaitVisit("/said", 1, LIMIT).get("Content")).isEqualTo("{\"seen\":true}");
    }

    @Test
    void aClientThatDoesNotOfferSipIsRefused() {
        assertThatThrownBy(() -> open(new Mouth(), "chat"))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(400));
    }

    @Test
    void aSignOfLifeIsAnsweredAndSoIsARequestAsTextOrBinary() {
        Mouth mouth = new Mouth();
        WebSocket socket = open(mouth, "sip");
        socket.sendText("\r\n\r\n", true).join();
        assertThat(mouth.next()).isEqualTo("\r\n");
        socket.sendText(options(""), true).join();
        assertThat(mouth.next()).startsWith("SIP/2.0 200").contains("Via: SIP/2.0/WS df7jal.invalid;branch=z9hG4bK-1");
        socket.sendBinary(ByteBuffer.wrap(options("").getBytes(StandardCharsets.UTF_8)), true)
                .join();
        assertThat(mouth.next()).startsWith("SIP/2.0 200");
        socket.abort();
    }

    @Test
    void whatIsNotSipCostsNobodyAnything() {
        Mouth mouth = new Mouth();
        WebSocket socket = open(mouth, "sip");
        socket.sendText("{\"hello\":\"world\"}", true).join();
        socket.sendText(options(""), true).join();
        assertThat(mouth.next()).startsWith("SIP/2.0 200");
        socket.abort();
    }

    @Test
    void aMessageThatIsTooLongClosesTheConnection() {
        Mouth mouth = new Mouth();
        WebSocket socket = open(mouth, "sip");
        socket.sendText(options("x".repeat(70_000)), true).join();
        assertThat(mouth.closed.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join())
                .isEqualTo(1009);
    }

    private static String options(String subject) {
        return """
                OPTIONS sip:127.0.0.1 SIP/2.0
                Via: SIP/2.0/WS df7jal.invalid;branch=z9hG4bK-1
                Max-Forwards: 70
                From: <sip:probe@127.0.0.1>;tag=1
                To: <sip:127.0.0.1>
                Call-ID: probe
                CSeq: 1 OPTIONS
                Subject: %s

                """.formatted(subject).replace("\n", "\r\n");
    }

    private static WebSocket open(Mouth mouth, String protocol) {
        URI uri = URI.create("ws" + server.api().toString().substring(4) + "/sip");
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols(protocol)
                .buildAsync(uri, mouth)
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /// What comes by one connection.
    private static final class Mouth implements WebSocket.Listener {

        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        String next() {
            try {
                String message = messages.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
                assertThat(message).as("a message").isNotNull();
                return message;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            messages.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return null;
        }
    }
}
