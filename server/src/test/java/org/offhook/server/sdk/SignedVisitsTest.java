package org.offhook.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Program;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.Visit;
import org.offhook.testkit.webapp.WebApp;

/// Real calls visit applications that believe only what the official libraries say is signed.
final class SignedVisitsTest {

    private static final String NUMBER = "+15550100";

    private final OffhookProcess server = OffhookProcess.setup().start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anApplicationGuardedByTheNodeLibraryBelievesACallAndNobodyElse() throws IOException, InterruptedException {
        Path folder = Sdk.node();
        List<String> words = List.of(
                "env",
                "OFFHOOK_TOKEN=" + OffhookProcess.TOKEN,
                "node",
                folder.resolve("app.js").toString());
        try (Program app = Program.start("app", Program.folder("app"), words)) {
            String port = app.awaitOutput("listening on ([0-9]+)", Sdk.PATIENCE).group(1);
            String url = "http://127.0.0.1:" + port + "/voice";
            server.rest().number(NUMBER, url);
            call();
            app.awaitOutput("believed POST /voice\nbelieved POST /menu\nbelieved GET /bye\n", Sdk.PATIENCE);

            HttpRequest forged = HttpRequest.newBuilder(URI.create(url))
                    .header("X-Twilio-Signature", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                    .POST(HttpRequest.BodyPublishers.ofString("CallSid=CA1"))
                    .build();
            try (HttpClient client = HttpClient.newHttpClient()) {
                assertThat(client.send(forged, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(403);
            }
            app.awaitOutput("refused POST /voice", Sdk.PATIENCE);
        }
    }

    @Test
    void theJavaLibraryFindsEveryVisitSigned() {
        RequestValidator validator = new RequestValidator(OffhookProcess.TOKEN);
        RequestValidator other = new RequestValidator("another-token");
        try (WebApp app = WebApp.start()) {
            app.at("/voice", Reply.twiml("<Redirect method=\"GET\">/next?a=%C3%BC</Redirect>"));
            app.at("/next", Reply.twiml("<Hangup/>"));
            app.at("/status", Reply.empty());
            server.rest().number(NUMBER, app.url("/voice?who=%2B1&empty="), "StatusCallback", app.url("/status"));
            call();
            app.awaitVisit("/status", 1, Sdk.PATIENCE);
            assertThat(app.visits()).hasSize(3).allSatisfy(visit -> {
                String signature = visit.header("X-Twilio-Signature");
                assertThat(validator.validate(visit.url(), form(visit), signature))
                        .as(visit.toString())
                        .isTrue();
                assertThat(other.validate(visit.url(), form(visit), signature)).isFalse();
            });
        }
    }

    private void call() {
        Sipp.caller(
                        "127.0.0.1",
                        server.sipPort(),
                        Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                .calling(NUMBER)
                .run()
                .succeeds();
    }

    private static Map<String, String> form(Visit visit) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String field : visit.body().split("&")) {
            if (!field.isEmpty()) {
                String[] pair = field.split("=", 2);
                form.put(
                        URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
        }
        return form;
    }
}
