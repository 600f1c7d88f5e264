package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.server.command.Commands;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.RestAnswer;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;

/// The HTTP port from outside: what is refused and how, what the operator sees, and the commands that use it.
final class FrontAndCommandsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static LiveServer server;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = LiveServer.start();
        rest = server.rest();
        rest.number("+15550141", "http://127.0.0.1:9/voice");
        rest.number("+15550142", "http://127.0.0.1:9/voice");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void refusalsSayWhatIsWrongInTheKnownShape() {
        Rest stranger = new Rest(rest.server(), rest.account(), "a-token-that-is-wrong");
        refused(stranger.get("/Calls.json"), 401, 20003);
        refused(rest.get("/Calls/CA00000000000000000000000000000099.json"), 404, 20404);
        refused(rest.get("/Nonsense.json"), 404, 20404);
        refused(rest.delete("/Calls.json"), 405, 20004);
        refused(rest.post("/Calls.json", "To", "+15550141"), 400, 21213);
        refused(rest.post("/Calls.json", "To", "x".repeat(2 << 20)), 413, 20413);
        refused(rest.post("/Calls.json", "To", "+15550141", "From", "+15559999", "Twiml", "<Response/>"), 400, 21210);
    }

    private static void refused(RestAnswer answer, int status, int code) {
        JsonNode body = answer.is(status).json();
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("code").asInt()).as(answer.text()).isEqualTo(code);
        assertThat(body.path("message").asText()).isNotEmpty();
        assertThat(body.path("more_info").asText()).endsWith(Integer.toString(code));
    }

    @Test
    void theOperatorSeesHealthAndMetrics() throws Exception {
        HttpResponse<String> health = server.get("/health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(health.body()).path("status").asText())
                .isEqualTo("ok");
        HttpResponse<String> metrics = server.get("/metrics");
        assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(metrics.body())
                .contains(
                        "# TYPE offhook_calls_live gauge",
                        "offhook_signals_dropped_total 0",
                        "offhook_sip_messages_received_total ",
                        "offhook_sip_late_ms ",
                        "offhook_rtp_packets_received_total ",
                        "jvm_");
    }

    @Test
    void theCommandsCallTextAndTail() throws Exception {
        CompletableFuture<Said> tail =
                CompletableFuture.supplyAsync(() -> run("tail", "--since", "0", "--json", "--count", "8"));
        Sipp phone =
                Sipp.callee(Scenario.callee().awaitInvite().answer(Offer.DEAF).awaitBye());
        try (SippRun callee = phone.start()) {
            Said called = run("call", "--from", "tester", "--to", phone.uri("bob"), "--twiml", "<Response/>");
            assertThat(called.code()).as(called.text()).isZero();
            Matcher call = Pattern.compile("CA[0-9a-f]{32}").matcher(called.text());
            assertThat(call.find()).as(called.text()).isTrue();
            callee.await().succeeds();
            rest.awaitCall(call.group(), "completed", LIMIT);
        }
        Said sent = run("sms", "--from", "+15550141", "--to", "+15550142", "Hello");
        assertThat(sent.code()).as(sent.text()).isZero();
        assertThat(sent.text()).containsPattern("SM[0-9a-f]{32}");
        assertThat(rest.get("/Messages.json").is(200).text()).contains("Hello");

        Said told = tail.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(told.code()).isZero();
        assertThat(told.text()).contains("call.queued", "call.answered", "call.ended");
        assertThat(told.text().lines()).hasSize(8);
    }

    @Test
    void aCommandThatCannotSaysWhyInOneLine() {
        Said wrong = run("call", "--from", "+15559999", "--to", "+15550141", "--twiml", "<Response/>");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.text().lines()).hasSize(1);
        assertThat(wrong.text()).contains("21210");
    }

    private record Said(int code, String text) {}

    private static Said run(String command, String... words) {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of("--api", server.api().toString(), "--account", OffhookProcess.ACCOUNT));
        line.addAll(List.of("--token", OffhookProcess.TOKEN));
        line.addAll(List.of(words));
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        int code = Commands.run(out, out, line.toArray(String[]::new));
        return new Said(code, text.toString());
    }
}
