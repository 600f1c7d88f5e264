package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.hearing.Sounds;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.Ports;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.RtpParty;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.Visit;
import org.offhook.testkit.webapp.WebApp;

/// Callers and callees that do what is allowed and rare, or what is not allowed.
final class OddCallersTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static LiveServer server;
    private static WebApp app;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = LiveServer.start("registrar.users = [ { name = \"carol\", password = \"the-password-of-carol\" } ]");
        app = WebApp.start().at("/bye", Reply.twiml("<Hangup/>")).at("/wait", Reply.twiml("<Pause length=\"60\"/>"));
        rest = server.rest();
        rest.number("+15550191", app.url("/wait"));
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
    void aWrongPasswordIsNoRegistration() {
        Sipp.caller("127.0.0.1", server.sipPort(), Scenario.caller().as("carol").register("a-guess", 401))
                .run()
                .succeeds();
    }

    @Test
    void whoWantsWhatIsNotThereIsTold() {
        call(Scenario.caller().header("Require: telepathy").invite(Offer.DEAF).refused(420))
                .run()
                .succeeds();
    }

    @Test
    void whatAStrangerSendsToThePortIsNotRecorded() {
        app.at(
                        "/record",
                        Reply.twiml(
                                "<Record playBeep=\"false\" timeout=\"30\" finishOnKey=\"#\" action=\"/recorded\"/>"))
                .at("/recorded", Reply.twiml("<Hangup/>"));
        rest.number("+15550192", app.url("/record"));
        try (RtpParty phone = RtpParty.open();
                RtpParty stranger = RtpParty.open();
                SippRun call = Sipp.caller(
                                "127.0.0.1",
                                server.sipPort(),
                                Scenario.caller()
                                        .invite(Offer.of(phone))
                                        .answered()
                                        .awaitBye())
                        .calling("+15550192")
                        .start()) {
            phone.awaitPacket(LIMIT);
            phone.speak(Sound.tone(500, Duration.ofMillis(500), 0.4));
            stranger.speakTo(call.awaitMedia(phone.port()));
            stranger.speak(Sound.tone(1300, Duration.ofSeconds(1), 0.4));
            phone.speak(Sound.tone(500, Duration.ofMillis(500), 0.4));
            phone.press("#");
            call.await().succeeds();

            Visit recorded = app.awaitVisit("/recorded", 1, LIMIT);
            Sound kept = Sounds.read(rest.get("/Recordings/" + recorded.get("RecordingSid") + ".wav")
                    .is(200)
                    .body());
            assertThat(kept.share(500)).isGreaterThan(0.9);
            assertThat(kept.share(1300)).isLessThan(0.05);
            assertThat(stranger.packets()).isZero();
        }
    }

    @Test
    void manyCallsThatAreBridgedEndOnEitherSide() {
        int port = Ports.free();
        app.at("/bridge", Reply.twiml("<Dial action=\"/bye\"><Sip>sip:bob@127.0.0.1:" + port + "</Sip></Dial>"));
        rest.number("+15550193", app.url("/bridge"));
        int calls = 20;
        Scenario hangingUp = Scenario.callee()
                .awaitInvite()
                .respond("180 Ringing")
                .answer(Offer.DEAF)
                .pause(500)
                .bye();
        try (SippRun callee = Sipp.callee(hangingUp).at(port).calls(calls, 50).start()) {
            Sipp.caller(
                            "127.0.0.1",
                            server.sipPort(),
                            Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                    .calling("+15550193")
                    .calls(calls, 20)
                    .run()
                    .succeeds();
            callee.await().succeeds();
        }
        assertThat(app.visits("/bye"))
                .hasSize(calls)
                .allMatch(visit -> visit.get("DialCallStatus").equals("completed"));
    }

    @Test
    void callsThatAreAllCanceledLeaveNothingBehind() {
        app.at("/never", new Reply.Never());
        rest.number("+15550194", app.url("/never"));
        Sipp.caller(
                        "127.0.0.1",
                        server.sipPort(),
                        Scenario.caller().invite(Offer.DEAF).await(180).cancel())
                .calling("+15550194")
                .calls(30, 100)
                .run()
                .succeeds();
        // Who cancels hears of it before the call is written down.
        Waiting.until("30 calls that were canceled", LIMIT, () -> canceled("+15550194") == 30);
    }

    private static int canceled(String number) {
        String list = "/Calls.json?To=" + number.replace("+", "%2B") + "&Status=canceled&PageSize=100";
        return rest.get(list).is(200).json().path("calls").size();
    }

    private static Sipp call(Scenario scenario) {
        return Sipp.caller("127.0.0.1", server.sipPort(), scenario).calling("+15550191");
    }
}
