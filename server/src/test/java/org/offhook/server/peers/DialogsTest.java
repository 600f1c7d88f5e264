package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.hearing.Likeness;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.Ports;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.RtpParty;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippResult;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// What carriers do within dialogs: session timers (RFC 4028), reliable provisional responses (RFC 3262), UPDATE
/// (RFC 3311), early media.
final class DialogsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Sound MELODY = Sound.melody(Duration.ofMillis(300), 440, 880, 660);

    private static LiveServer server;
    private static WebApp app;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = LiveServer.start();
        app = WebApp.start().at("/wait", Reply.twiml("<Pause length=\"60\"/>"));
        rest = server.rest();
        rest.number("+15550301", app.url("/wait"));
    }

    @AfterEach
    void everythingIsGivenBack() {
        server.awaitQuiet(LIMIT);
    }

    @AfterAll
    static void stop() {
        server.close();
        app.close();
    }

    private static Sipp call(String number, Scenario scenario) {
        return Sipp.caller("127.0.0.1", server.sipPort(), scenario).calling(number);
    }

    @Test
    void aCarrierRefreshesItsCallByUpdateAndByInvite() {
        SippResult result = call(
                        "+15550301",
                        Scenario.caller()
                                .header("Supported: timer\r\nSession-Expires: 90;refresher=uac")
                                .invite(Offer.DEAF)
                                .answered()
                                .send(
                                        "UPDATE",
                                        "Supported: timer\r\nSession-Expires: 90;refresher=uac\r\n",
                                        "",
                                        "",
                                        200)
                                .reinvite(Offer.DEAF)
                                .bye())
                .run()
                .succeeds();
        assertThat(result.messages()).contains("Session-Expires: 90;refresher=uac", "Require: timer");
    }

    @Test
    void aCarrierThatWantsRefreshesTooOftenIsToldTheLeast() {
        SippResult result = call(
                        "+15550301",
                        Scenario.caller()
                                .header("Supported: timer\r\nSession-Expires: 30")
                                .invite(Offer.DEAF)
                                .refused(422))
                .run()
                .succeeds();
        assertThat(result.messages()).contains("Min-SE: 90");
    }

    @Test
    void whoCallsIsWhatTheCarrierAssertsUnlessTheCallerWantsPrivacy() {
        app.at("/who", Reply.twiml("<Hangup/>"));
        rest.number("+15550304", app.url("/who"));
        String asserted = "P-Asserted-Identity: <sip:+15550777@carrier.example>";
        call(
                        "+15550304",
                        Scenario.caller()
                                .as("anonymous")
                                .header(asserted)
                                .invite(Offer.DEAF)
                                .answered()
                                .awaitBye())
                .run()
                .succeeds();
        assertThat(app.awaitVisit("/who", 1, LIMIT).get("From")).isEqualTo("+15550777");
        call(
                        "+15550304",
                        Scenario.caller()
                                .header(asserted)
                                .header("Privacy: id;critical")
                                .invite(Offer.DEAF)
                                .answered()
                                .awaitBye())
                .run()
                .succeeds();
        assertThat(app.awaitVisit("/who", 2, LIMIT).get("From")).isEqualTo("anonymous");
    }

    @Test
    void theCallerHearsTheCalleeBeforeItAnswers() {
        int port = Ports.free();
        app.at("/early", Reply.twiml("<Dial answerOnBridge=\"true\"><Sip>sip:bob@127.0.0.1:" + port + "</Sip></Dial>"));
        rest.number("+15550302", app.url("/early"));
        try (RtpParty near = RtpParty.open();
                RtpParty far = RtpParty.open();
                SippRun callee = Sipp.callee(Scenario.callee()
                                .awaitInvite()
                                .respondReliably("183 Session Progress", Offer.of(far))
                                .awaitWord()
                                .answerAsSaid()
                                .awaitBye())
                        .at(port)
                        .start();
                SippRun caller = call(
                                "+15550302",
                                Scenario.caller()
                                        .header("Supported: 100rel")
                                        .invite(Offer.of(near))
                                        .awaitReliable(183)
                                        .answered()
                                        .bye())
                        .start()) {
            callee.awaitMessage("PRACK");
            caller.awaitMessage("PRACK");
            far.speakTo(callee.awaitMedia(far.port()));
            near.speakTo(caller.awaitMedia(near.port()));
            near.speak(Sound.silence(Duration.ofMillis(100)));
            far.speak(MELODY);
            Waiting.until(
                    "the caller hears the callee",
                    LIMIT,
                    () -> Likeness.of(MELODY, near.heard()).score() > 0.9);
            assertThat(caller.messages()).doesNotContain("\nACK ");

            callee.goOn();
            caller.await().succeeds();
            callee.await().succeeds();
        }
    }

    @Test
    void aCalleeThatWantsLongerSessionsIsAskedAgain() {
        int port = Ports.free();
        app.at("/longer", Reply.twiml("<Dial><Sip>sip:bob@127.0.0.1:" + port + "</Sip></Dial>"));
        rest.number("+15550303", app.url("/longer"));
        try (SippRun callee = Sipp.callee(Scenario.callee()
                                .header("Min-SE: 3600\r\nSession-Expires: 3600;refresher=uac")
                                .awaitInvite()
                                .respond("422 Session Interval Too Small")
                                .awaitInvite()
                                .answer(Offer.DEAF)
                                .awaitBye())
                        .at(port)
                        .start();
                SippRun caller = call(
                                "+15550303",
                                Scenario.caller()
                                        .invite(Offer.DEAF)
                                        .answered()
                                        .awaitWord()
                                        .bye())
                        .start()) {
            callee.awaitMessage("CSeq: 2 ACK");
            caller.awaitMessage("CSeq: 1 ACK");
            caller.goOn();
            caller.await().succeeds();
            assertThat(callee.await().succeeds().messages())
                    .contains("Session-Expires: 1800", "Session-Expires: 3600", "CSeq: 2 INVITE");
        }
    }
}
