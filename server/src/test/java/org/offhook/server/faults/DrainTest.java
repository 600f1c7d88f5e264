package org.offhook.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// SIGTERM: nobody new comes in, who is there may finish, and the process ends with 0.
final class DrainTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String NUMBER = "+15550152";

    @Test
    void callsInProgressFinishAndNewOnesAreRefused() {
        try (WebApp app = WebApp.start()
                        .at("/voice", Reply.twiml("<Gather numDigits=\"1\" timeout=\"60\" action=\"/bye\"/>"))
                        .at("/bye", Reply.twiml("<Hangup/>"))
                        .at("/status", Reply.empty());
                OffhookProcess server = OffhookProcess.setup().start()) {
            server.rest().number(NUMBER, app.url("/voice"), "StatusCallback", app.url("/status"));
            Scenario patient = Scenario.caller()
                    .invite(Offer.DEAF)
                    .answered()
                    .awaitWord()
                    .info('1')
                    .awaitBye();
            try (SippRun call = caller(server, patient).start()) {
                call.awaitMessage("CSeq: 1 ACK");
                server.terminate();
                Waiting.until(
                        "/health says so", LIMIT, () -> server.get("/health").statusCode() == 503);

                caller(server, Scenario.caller().invite(Offer.DEAF).refused(503))
                        .run()
                        .succeeds();
                assertThat(server.rest()
                                .post("/Calls.json", "To", NUMBER, "From", NUMBER, "Twiml", "<Response/>")
                                .status())
                        .isEqualTo(503);
                call.goOn();
                call.await().succeeds();
            }
            assertThat(server.awaitEnd(LIMIT)).isZero();
            assertThat(app.awaitVisit("/bye", 1, LIMIT).get("Digits")).isEqualTo("1");
            assertThat(app.awaitVisit("/status", 1, LIMIT).get("CallStatus")).isEqualTo("completed");
        }
    }

    @Test
    void whoWatchesOthersIsToldToComeBackLater() {
        String password = "the-password-of-carol";
        try (OffhookProcess server = OffhookProcess.setup()
                .configured("registrar.users = [ { name = carol, password = \"" + password + "\" } ]")
                .start()) {
            Scenario watches = Scenario.caller()
                    .as("carol")
                    .subscribe(password, "dialog", 600, 200)
                    .awaitNotifies();
            try (SippRun lamp = Sipp.caller("127.0.0.1", server.sipPort(), watches)
                    .calling("carol")
                    .start()) {
                lamp.awaitMessage("Subscription-State: active");
                server.terminate();
                lamp.awaitMessage("Subscription-State: terminated;reason=probation;retry-after=");
            }
            assertThat(server.awaitEnd(LIMIT)).isZero();
        }
    }

    @Test
    void whoTalksLongerThanTheLimitIsHungUp() {
        try (WebApp app = WebApp.start().at("/voice", Reply.twiml("<Pause length=\"600\"/>"));
                OffhookProcess server = OffhookProcess.setup()
                        .configured("limits.drain = 500ms")
                        .start()) {
            server.rest().number(NUMBER, app.url("/voice"));
            try (SippRun call = caller(
                            server,
                            Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                    .start()) {
                call.awaitMessage("ACK ");
                server.terminate();
                call.await().succeeds();
            }
            assertThat(server.awaitEnd(LIMIT)).isZero();

            server.restart();
            assertThat(server.rest()
                            .get("/Calls.json?Status=in-progress")
                            .json()
                            .path("calls"))
                    .isEmpty();
            assertThat(server.rest().get("/Calls.json?Status=completed").json().path("calls"))
                    .hasSize(1);
        }
    }

    private static Sipp caller(OffhookProcess server, Scenario scenario) {
        return Sipp.caller("127.0.0.1", server.sipPort(), scenario).calling(NUMBER);
    }
}
