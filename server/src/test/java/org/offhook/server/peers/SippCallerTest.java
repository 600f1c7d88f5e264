package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.hearing.KeyTones;
import org.offhook.testkit.hearing.Likeness;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.hearing.Sounds;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.RtpParty;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippResult;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.Visit;
import org.offhook.testkit.webapp.WebApp;

/// SIPp calls numbers of the platform; a web application says what happens; an RTP endpoint hears it and
/// presses
/// keys.
final class SippCallerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Sound MELODY = Sound.melody(Duration.ofMillis(300), 440, 880, 660);
    private static final String PROMPT = "Press one for sales, two for support.";

    private static LiveServer server;
    private static WebApp app;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = LiveServer.start("speech.engines = [espeak]");
        app = WebApp.start().at("/melody.wav", Reply.of(200, "audio/wav", Sounds.wav(MELODY)));
        rest = server.rest();
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

    @Test
    void aCallerHearsThePromptPressesAKeyAndHearsWhatFollows() {
        app.at("/menu", Reply.twiml("<Gather numDigits=\"1\" action=\"/choice\"><Say>" + PROMPT + "</Say></Gather>"))
                .at("/choice", Reply.twiml("<Play>/melody.wav</Play><Hangup/>"));
        rest.number("+15550101", app.url("/menu"));
        try (RtpParty phone = RtpParty.open();
                SippRun call = call(
                                "+15550101",
                                Scenario.caller()
                                        .invite(Offer.of(phone))
                                        .answered()
                                        .awaitBye())
                        .start()) {
            phone.awaitSound(LIMIT);
            phone.press("2");
            call.await().succeeds();

            Visit first = app.awaitVisit("/menu", 1, LIMIT);
            Visit second = app.awaitVisit("/choice", 1, LIMIT);
            assertThat(second.get("Digits")).isEqualTo("2");
            assertThat(second.get("CallSid")).isEqualTo(first.get("CallSid"));
            assertThat(first.get("From")).isEqualTo("+15005550199");
            assertThat(second.isSignedWith(OffhookProcess.TOKEN)).isTrue();
            assertThat(Likeness.of(MELODY, phone.heard()).score()).isGreaterThan(0.9);
            rest.awaitCall(first.get("CallSid"), "completed", LIMIT);
        }
    }

    @Test
    void aCallOverTcpIsSpokenToInFullAndEndsItself() {
        app.at("/long", Reply.twiml("<Say>" + PROMPT + "</Say>"));
        rest.number("+15550102", app.url("/long"));
        try (RtpParty phone = RtpParty.open()) {
            call(
                            "+15550102",
                            Scenario.caller().invite(Offer.of(phone)).answered().awaitBye())
                    .overTcp()
                    .run()
                    .succeeds();

            Sound spoken = Sounds.spoken(PROMPT, "-v", "en-us");
            assertThat(Likeness.of(spoken, phone.heard()).score()).isGreaterThan(0.8);
        }
    }

    @Test
    void keysComeByInfoAndAsTonesToo() {
        app.at("/keys", Reply.twiml("<Gather numDigits=\"1\" action=\"/tones\" timeout=\"10\"/>"))
                .at("/tones", Reply.twiml("<Gather numDigits=\"3\" action=\"/done\" timeout=\"10\"/>"))
                .at("/done", Reply.twiml("<Hangup/>"));
        rest.number("+15550103", app.url("/keys"));
        try (RtpParty phone = RtpParty.open();
                SippRun call = call(
                                "+15550103",
                                Scenario.caller()
                                        .invite(Offer.of(phone).withoutEvents())
                                        .answered()
                                        .info('7')
                                        .awaitBye())
                        .start()) {
            app.awaitVisit("/tones", 1, LIMIT);
            phone.awaitPacket(LIMIT);
            phone.speak(Sound.silence(Duration.ofMillis(200)).then(KeyTones.of("59#")));

            assertThat(app.awaitVisit("/tones", 1, LIMIT).get("Digits")).isEqualTo("7");
            Visit done = app.awaitVisit("/done", 1, LIMIT);
            assertThat(done.get("Digits")).isEqualTo("59");
            assertThat(done.get("FinishedOnKey")).isEqualTo("#");
            call.await().succeeds();
        }
    }

    @Test
    void whatACallerSaysIsRecorded() {
        app.at(
                        "/record",
                        Reply.twiml("<Record action=\"/recorded\" finishOnKey=\"#\" playBeep=\"false\""
                                + " recordingStatusCallback=\"/told\"/>"))
                .at("/recorded", Reply.twiml("<Hangup/>"))
                .at("/told", Reply.empty());
        rest.number("+15550104", app.url("/record"));
        try (RtpParty phone = RtpParty.open();
                SippRun call = call(
                                "+15550104",
                                Scenario.caller()
                                        .invite(Offer.of(phone))
                                        .answered()
                                        .awaitBye())
                        .start()) {
            phone.awaitPacket(LIMIT);
            phone.speak(MELODY);
            phone.press("#");
            call.await().succeeds();

            Visit recorded = app.awaitVisit("/recorded", 1, LIMIT);
            Visit told = app.awaitVisit("/told", 1, LIMIT);
            assertThat(told.get("RecordingStatus")).isEqualTo("completed");
            String sid = recorded.get("RecordingSid");
            Sound sound =
                    Sounds.read(rest.get("/Recordings/" + sid + ".wav").is(200).body());
            assertThat(Likeness.of(MELODY, sound).score()).isGreaterThan(0.9);
        }
    }

    @Test
    void aCallerWhoHoldsHearsNothingUntilHeIsBack() {
        app.at("/music", Reply.twiml("<Play loop=\"0\">/melody.wav</Play>"));
        rest.number("+15550105", app.url("/music"));
        try (RtpParty phone = RtpParty.open()) {
            Offer offer = Offer.of(phone);
            Scenario holding = Scenario.caller()
                    .invite(offer)
                    .answered()
                    .awaitWord()
                    .reinvite(offer.then("sendonly"))
                    .pause(400)
                    .reinvite(offer.then("sendonly").then("sendrecv"))
                    .awaitWord()
                    .bye();
            try (SippRun call = call("+15550105", holding).start()) {
                Waiting.until("music", LIMIT, () -> phone.heard().audible().toMillis() > 150);
                call.awaitMessage("CSeq: 1 ACK");
                call.goOn();
                Waiting.until("music again, after a silence", LIMIT, () -> isInterrupted(phone.heard()));
                call.awaitMessage("CSeq: 3 ACK");
                call.goOn();

                assertThat(call.await().succeeds().messages()).contains("a=recvonly");
            }
        }
    }

    /// Whether there is sound, and a silence of 200 ms in the middle of it.
    private static boolean isInterrupted(Sound heard) {
        Sound whole = heard.trimmed();
        return whole.length().minus(whole.audible()).toMillis() > 200
                && whole.audible().toMillis() > 300;
    }

    @Test
    void anOfferMayComeInTheAnswerAndTheAnswerInTheAck() {
        app.at("/late", Reply.twiml("<Play>/melody.wav</Play>"));
        rest.number("+15550106", app.url("/late"));
        try (RtpParty phone = RtpParty.open()) {
            call(
                            "+15550106",
                            Scenario.caller()
                                    .inviteWithoutOffer()
                                    .answeredWithOffer(Offer.of(phone))
                                    .awaitBye())
                    .run()
                    .succeeds();

            assertThat(Likeness.of(MELODY, phone.heard()).score()).isGreaterThan(0.9);
        }
    }

    @Test
    void aCallThatIsCanceledLeavesItsWebhook() {
        app.at("/never", new Reply.Never());
        rest.number("+15550107", app.url("/never"));
        try (SippRun call = call(
                        "+15550107",
                        Scenario.caller()
                                .invite(Offer.DEAF)
                                .await(180)
                                .awaitWord()
                                .cancel())
                .start()) {
            Visit visit = app.awaitVisit("/never", 1, LIMIT);
            call.awaitMessage("SIP/2.0 180 ");
            call.goOn();
            visit.awaitGone(LIMIT);
            call.await().succeeds();
            rest.awaitCall(visit.get("CallSid"), "canceled", LIMIT);
        }
    }

    @Test
    void aNumberNobodyHasIsNotFound() {
        call("+15550199", Scenario.caller().invite(Offer.DEAF).refused(404))
                .run()
                .succeeds();
    }

    @Test
    void manyCallersAtOnceAllGetTheirTurn() {
        app.at("/each", Reply.twiml("<Play>/melody.wav</Play><Hangup/>"));
        rest.number("+15550108", app.url("/each"));
        SippResult result = call(
                        "+15550108",
                        Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                .calls(60, 40)
                .together(60)
                .run()
                .succeeds();

        assertThat(result.succeeded()).isEqualTo(60);
        assertThat(app.visits("/each")).hasSize(60);
    }

    private static Sipp call(String number, Scenario scenario) {
        return Sipp.caller("127.0.0.1", server.sipPort(), scenario).calling(number);
    }
}
