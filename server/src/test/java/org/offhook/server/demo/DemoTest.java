package org.offhook.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.offhook.server.command.Commands;

/// The demo as people run it, in this process: a whole server, the example as a program, a phone, a call.
final class DemoTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        return Commands.run(new PrintWriter(out), new PrintWriter(err), words);
    }

    /// Sees to it that somebody has the port, whoever it is.
    private static AutoCloseable taken(int port) throws IOException {
        try {
            return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        } catch (BindException already) {
            return () -> {};
        }
    }

    @Test
    void itShowsTheCallAlsoWhenTheUsualPortsAreTaken() throws Exception {
        try (AutoCloseable _ = taken(8080);
                AutoCloseable _ = taken(5060)) {
            assertThat(run("demo")).as(out + "\n" + err).isZero();
        }

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).doesNotContain("\u001b", "127.0.0.1:8080", "127.0.0.1:5060");
        List<String> lines = out.toString().lines().map(String::strip).toList();
        String server = out.toString().substring(out.toString().indexOf("on the server"));
        assertThat(server)
                .containsPattern("(?m)^ +\\d+\\.\\d{3}  webhook   POST http://127.0.0.1:\\d+/voice → 200 in \\d+ ms$")
                .containsPattern(
                        "(?m)^ +\\d+\\.\\d{3}  prompt    “Welcome to Offhook. Press one to hear where you are.”$")
                .containsPattern("(?m)^ +\\d+\\.\\d{3}  key       1$")
                .containsPattern(
                        "(?m)^ +\\d+\\.\\d{3}  webhook   POST http://127.0.0.1:\\d+/chosen → 200 in \\d+ ms \\(Digits=1\\)$")
                .containsPattern("(?m)^ +\\d+\\.\\d{3}  hang-up   far end hung up: completed after \\d+ s$");
        assertThat(lines.subList(lines.indexOf("What the caller heard"), lines.size()))
                .containsSubsequence(
                        "“Welcome to Offhook. Press one to hear where you are.”",
                        "“You pressed one. This call is run by a web application.”");
        assertThat(lines.getLast()).matches("As expected, in [0-9.]+ s: 2 webhooks, 2 prompts, 1 key\\.");
    }

    @Test
    void asJsonItIsOneObject() throws Exception {
        assertThat(run("demo", "--json")).as(out + "\n" + err).isZero();

        JsonNode shown = new ObjectMapper().readTree(out.toString());
        assertThat(shown.path("ok").asBoolean()).isTrue();
        assertThat(shown.path("phone").path("end").asText()).isEqualTo("local");
        assertThat(shown.path("phone").path("heard")).hasSize(2);
        assertThat(StreamSupport.stream(shown.path("timeline").path("events").spliterator(), false)
                        .map(event -> event.path("type").asText()))
                .containsSubsequence("webhook.exchange", "say.started", "digits.received", "webhook.exchange")
                .contains("call.ended");
    }
}
