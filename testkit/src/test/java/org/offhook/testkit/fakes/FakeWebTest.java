package org.offhook.testkit.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.offhook.core.ids.Sid;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.transcript.Transcript;

class FakeWebTest {

    private static final Sid ACCOUNT = new Sid("AC" + "0".repeat(32));
    private static final Duration TOTAL = Duration.ofSeconds(15);

    @AutoClose
    private final Timeline timeline = Timeline.seeded(7);

    private final Transcript transcript = new Transcript(timeline);
    private final FakeWeb web = new FakeWeb(timeline, transcript);
    private final FakeApp app = web.app("http://app.example");
    private final List<WebResult> results = new ArrayList<>();

    @Test
    void anApplicationSeesParametersOfQueryAndForm() {
        app.on("/voice", request -> Reply.text(request.parameter("Digits") + request.parameter("x")));
        send("http://app.example/voice?x=%2B1&y", "Digits=5&CallStatus=in-progress&Tag=a&Tag=b", Map.of());
        timeline.runFor(TOTAL);

        AppRequest request = app.request("/voice");
        assertThat(request.parameters()).containsEntry("Tag", List.of("a", "b")).containsEntry("y", List.of(""));
        assertThat(body()).isEqualTo("5+1");
        assertThat(transcript).hasToString("    0.0  app.example POST /voice CallStatus=in-progress Digits=5 -> 200\n");
    }

    @Test
    void applicationsFailInManyWays() {
        app.on("/refused", Reply.fails(Reply.Fate.REFUSED));
        app.on("/dropped", Reply.fails(Reply.Fate.DROPPED));
        app.on("/silent", Reply.fails(Reply.Fate.SILENT));
        app.on("/slow", Reply.text("late").after(Duration.ofSeconds(11)));
        app.on("/large", Reply.text("x".repeat(1001)));
        for (String path : List.of("/refused", "/dropped", "/silent", "/slow", "/large")) {
            send(app.url(path), "", Map.of());
        }
        send("http://nobody.example/", "", Map.of());
        send(app.url("/unknown"), "", Map.of());
        timeline.runFor(TOTAL);

        assertThat(results)
                .extracting(result -> switch (result) {
                    case WebResult.Failed failed -> failed.code();
                    case WebResult.Answered answered -> answered.status();
                })
                .containsExactlyInAnyOrder(11202, 11205, 11200, 11200, 11750, 11210, 404);
    }

    @Test
    void aCancelledRequestIsNeverAnswered() {
        app.on("/slow", Reply.text("late").after(Duration.ofSeconds(5)));
        Cancellable sending = send(app.url("/slow"), "", Map.of());
        timeline.runFor(Duration.ofSeconds(1));
        sending.cancel();
        timeline.runFor(TOTAL);

        assertThat(results).isEmpty();
        assertThat(app.requests()).hasSize(1);
    }

    @Test
    void aWrongSignatureIsNoticed() {
        web.token(ACCOUNT, "12345");
        app.on("/", Reply.status(204));
        Map<String, List<String>> form = Map.of("CallSid", List.of("CA1"), "Tag", List.of("b", "a", "b"));
        String right = Forms.signature("12345", app.url("/"), form);
        send(app.url("/"), "CallSid=CA1&Tag=b&Tag=a&Tag=b", Map.of("X-Twilio-Signature", right));
        timeline.runFor(TOTAL);
        assertThat(web.complaints()).isEmpty();

        send(app.url("/"), "CallSid=CA2", Map.of("X-Twilio-Signature", right));
        timeline.runFor(TOTAL);
        assertThat(web.complaints()).hasSize(1);
    }

    @Test
    void signaturesAreThoseOfTheKnownHelperLibraries() {
        // The example of the vendor's documentation on request validation.
        assertThat(Forms.signature(
                        "12345",
                        "https://mycompany.com/myapp.php?foo=1&bar=2",
                        Map.of(
                                "CallSid", List.of("CA1234567890ABCDE"),
                                "Caller", List.of("+14158675309"),
                                "Digits", List.of("1234"),
                                "From", List.of("+14158675309"),
                                "To", List.of("+18005551212"))))
                .isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }

    private Cancellable send(String url, String form, Map<String, String> headers) {
        return web.send(
                new WebRequest(
                        ACCOUNT,
                        "POST",
                        URI.create(url),
                        headers,
                        form.getBytes(StandardCharsets.UTF_8),
                        new WebRequest.Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), TOTAL, 1000, 5000)),
                results::add);
    }

    private String body() {
        return new String(((WebResult.Answered) results.getFirst()).body(), StandardCharsets.UTF_8);
    }
}
