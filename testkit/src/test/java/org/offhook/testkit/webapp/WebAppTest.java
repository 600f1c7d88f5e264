package org.offhook.testkit.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WebAppTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void formsAreReadAndAnswered() throws Exception {
        try (WebApp app = WebApp.start().at("/voice", visit -> Reply.twiml("<Say>" + visit.get("From") + "</Say>"));
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(app.url("/voice?a=b")))
                            .POST(HttpRequest.BodyPublishers.ofString("From=%2B1555&To=+x"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.body()).contains("<Response><Say>+1555</Say></Response>");
            assertThat(app.awaitVisit("/voice", 1, LIMIT).get("a")).isEqualTo("b");
        }
    }

    /// Computed with openssl from the rule of contract §4: the URL, then name and value of each parameter in
    /// the order of the names.
    @Test
    void signaturesAreChecked() {
        Visit visit = new Visit(
                "POST",
                "http://app.example:8000/voice?x=1",
                Map.of("x-twilio-signature", "ezyI+bS0H4x5KDYEFPT+FJlCFtA="),
                "To=%2B15550100&CallSid=CA1&Digits=12");

        assertThat(visit.isSignedWith("12345")).isTrue();
        assertThat(visit.isSignedWith("12346")).isFalse();
    }

    @Test
    void aVisitorWhoLeavesBeforeTheAnswerIsNoticed() throws IOException {
        try (WebApp app = WebApp.start().at("/slow", new Reply.Never())) {
            Visit visit;
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.port())) {
                socket.getOutputStream()
                        .write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                visit = app.awaitVisit("/slow", 1, LIMIT);
            }
            visit.awaitGone(LIMIT);
        }
    }
}
