package org.offhook.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.RtpParty;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.Visit;
import org.offhook.testkit.webapp.WebApp;

/// A call is transcribed while it goes on, by a speech service that breaks off in the middle, and by a server that is
/// killed.
final class LostRecogniserTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Sound SENTENCE = Sound.tone(700, Duration.ofSeconds(1), 0.4);
    private static final String NUMBER = "+15550157";
    private static final String SERVICE = "/v1/audio/transcriptions";
    private static final Reply UNDERSTOOD = Reply.of(200, "application/json", "{\"text\":\"good morning\"}");
    private static final String VOICE = """
            <Start><Transcription name="notes" track="inbound_track" statusCallbackUrl="/heard"/></Start>
            <Pause length="120"/>""";

    private static WebApp application() {
        return WebApp.start()
                .at("/voice", Reply.twiml(VOICE))
                .at("/heard", Reply.empty())
                .at(SERVICE, UNDERSTOOD);
    }

    private static OffhookProcess server(WebApp app) {
        OffhookProcess server = OffhookProcess.setup()
                .configured("recognition.http.url = \"" + app.url("") + "\"")
                .start();
        server.rest().number(NUMBER, app.url("/voice"));
        return server;
    }

    /// What the callback is told next, after something was said.
    private static Visit says(RtpParty phone, WebApp app, int visit) {
        phone.speak(SENTENCE);
        return app.awaitVisit("/heard", visit, LIMIT);
    }

    @Test
    void whatTheServiceLosesIsToldAndTheNextSentenceIsUnderstood() {
        try (WebApp app = application();
                OffhookProcess server = server(app);
                RtpParty phone = RtpParty.open();
                SippRun caller = Sipp.caller(
                                "127.0.0.1",
                                server.sipPort(),
                                Scenario.caller()
                                        .invite(Offer.of(phone))
                                        .answered()
                                        .awaitWord()
                                        .bye())
                        .calling(NUMBER)
                        .start()) {
            phone.speakTo(caller.awaitMedia(phone.port()));
            assertThat(app.awaitVisit("/heard", 1, LIMIT).get("TranscriptionEvent"))
                    .isEqualTo("transcription-started");
            assertThat(says(phone, app, 2).get("TranscriptionData")).contains("good morning");

            app.at(SERVICE, new Reply.Torn());
            Visit lost = says(phone, app, 3);
            assertThat(lost.get("TranscriptionEvent")).isEqualTo("transcription-error");
            assertThat(lost.get("TranscriptionErrorCode")).isEqualTo("13340");

            app.at(SERVICE, UNDERSTOOD);
            assertThat(says(phone, app, 4).get("TranscriptionData")).contains("good morning");
            caller.goOn();
            caller.await().succeeds();

            assertThat(app.awaitVisit("/heard", 5, LIMIT).get("TranscriptionEvent"))
                    .isEqualTo("transcription-stopped");
            assertThat(app.visits("/heard"))
                    .extracting(visit -> visit.get("SequenceId"))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 5)
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }

    @Test
    void afterAKillTheCallbackLearnsThatItHasStopped() {
        try (WebApp app = application();
                OffhookProcess server = server(app);
                RtpParty phone = RtpParty.open()) {
            try (SippRun caller = Sipp.caller(
                            "127.0.0.1",
                            server.sipPort(),
                            Scenario.caller().invite(Offer.of(phone)).answered().awaitBye())
                    .calling(NUMBER)
                    .start()) {
                phone.speakTo(caller.awaitMedia(phone.port()));
                assertThat(app.awaitVisit("/heard", 1, LIMIT).get("TranscriptionEvent"))
                        .isEqualTo("transcription-started");
                assertThat(says(phone, app, 2).get("TranscriptionData")).contains("good morning");
                server.kill();
            }
            server.restart();
            Visit last = app.awaitVisit("/heard", 3, LIMIT);
            assertThat(last.get("TranscriptionEvent")).isEqualTo("transcription-stopped");
            assertThat(last.get("TranscriptionSid"))
                    .isEqualTo(app.visits("/heard").getFirst().get("TranscriptionSid"));
            List<String> statuses =
                    server.rest().get("/Calls.json").json().path("calls").findValuesAsText("status");
            assertThat(statuses).containsExactly("failed");
        }
    }
}
