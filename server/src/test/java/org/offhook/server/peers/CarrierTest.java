package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.Kamailio;
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

/// A kamailio is the carrier: it wants a password from the platform, and hands its own callers through. Behind
/// it
/// a SIPp answers all numbers of the world.
final class CarrierTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PASSWORD = "the-password-of-the-trunk";
    private static final int CARRIER = Ports.free();
    private static final int WORLD = Ports.free();

    private static LiveServer server;
    private static Kamailio carrier;
    private static WebApp app;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = LiveServer.start("carrier { uri = \"sip:127.0.0.1:" + CARRIER
                + "\", username = \"platform\", password = \"" + PASSWORD + "\", realm = \"carrier\" }");
        carrier = Kamailio.carrier(CARRIER, server.sipPort(), WORLD, PASSWORD);
        app = WebApp.start();
        rest = server.rest();
        rest.number("+15550120", app.url("/in"));
    }

    @AfterEach
    void everythingIsGivenBack() {
        server.awaitQuiet(LIMIT);
    }

    @AfterAll
    static void stop() {
        server.close();
        carrier.close();
        app.close();
    }

    @Test
    void aCallThroughTheApiReachesTheWorldAndProvesWhoItIs() {
        try (SippRun world = world(Scenario.callee()
                .awaitInvite()
                .respond("180 Ringing")
                .answer(Offer.DEAF)
                .awaitBye())) {
            String call = rest.post(
                            "/Calls.json",
                            "To",
                            "+442079460000",
                            "From",
                            "+15550120",
                            "Twiml",
                            "<Response><Hangup/></Response>")
                    .is(201)
                    .sid();

            rest.awaitCall(call, "completed", LIMIT);
            assertThat(world.await().succeeds().messages()).contains("INVITE sip:+442079460000@");
            assertThat(world.messages()).contains("From: <sip:+15550120@", "P-Asserted-Identity: <sip:+15550120@");
        }
    }

    @Test
    void aCallerIsConnectedToTheWorldAndBothHearEachOther() {
        app.at("/in", Reply.twiml("<Dial action=\"/after\"><Number>+442079460001</Number></Dial>"))
                .at("/after", Reply.twiml("<Hangup/>"));
        try (RtpParty near = RtpParty.open();
                RtpParty far = RtpParty.open();
                SippRun world = world(Scenario.callee()
                        .awaitInvite()
                        .respond("180 Ringing")
                        .answer(Offer.of(far))
                        .awaitBye());
                SippRun caller = Sipp.caller(
                                "127.0.0.1",
                                server.sipPort(),
                                Scenario.caller()
                                        .invite(Offer.of(near))
                                        .answered()
                                        .awaitWord()
                                        .bye())
                        .calling("+15550120")
                        .start()) {
            far.speakTo(world.awaitMedia(far.port()));
            near.speakTo(caller.awaitMedia(near.port()));
            world.awaitMessage("\nACK ");
            near.press("12#");
            far.press("98*");
            Waiting.until("the far end gets the keys", LIMIT, () -> far.keys().equals("12#"));
            Waiting.until("the near end gets the keys", LIMIT, () -> near.keys().equals("98*"));
            caller.goOn();
            caller.await().succeeds();
            world.await().succeeds();

            Visit after = app.awaitVisit("/after", 1, LIMIT);
            assertThat(after.get("DialCallStatus")).isEqualTo("completed");
        }
    }

    @Test
    void whatTheWorldRefusesTheApplicationLearns() {
        app.at("/in", Reply.twiml("<Dial action=\"/busy\"><Number>+442079460002</Number></Dial>"))
                .at("/busy", Reply.twiml("<Hangup/>"));
        try (SippRun world = world(Scenario.callee().awaitInvite().respond("486 Busy Here"))) {
            Sipp.caller(
                            "127.0.0.1",
                            server.sipPort(),
                            Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                    .calling("+15550120")
                    .run()
                    .succeeds();

            assertThat(app.awaitVisit("/busy", 1, LIMIT).get("DialCallStatus")).isEqualTo("busy");
            assertThat(world.await().exit()).isZero();
        }
    }

    @Test
    void aCallerWhoGivesUpStopsTheRinging() {
        app.at("/in", Reply.twiml("<Dial><Number>+442079460003</Number></Dial>"));
        try (SippRun world = world(
                        Scenario.callee().awaitInvite().respond("180 Ringing").awaitCancel());
                SippRun caller = Sipp.caller(
                                "127.0.0.1",
                                server.sipPort(),
                                Scenario.caller()
                                        .invite(Offer.DEAF)
                                        .answered()
                                        .awaitWord()
                                        .bye())
                        .calling("+15550120")
                        .start()) {
            caller.awaitMessage("CSeq: 1 ACK");
            world.awaitMessage("180 Ringing");
            caller.goOn();
            caller.await().succeeds();
            world.await().succeeds();
        }
    }

    @Test
    void theCarriersCallersComeIn() {
        app.at("/in", Reply.twiml("<Hangup/>"));
        int before = app.visits("/in").size();
        Sipp.caller(
                        "127.0.0.1",
                        carrier.port(),
                        Scenario.caller()
                                .as("+442079460004")
                                .invite(Offer.DEAF)
                                .answered()
                                .awaitBye())
                .at(WORLD)
                .calling("+15550120")
                .run()
                .succeeds();

        Visit visit = app.awaitVisit("/in", before + 1, LIMIT);
        assertThat(visit.get("From")).isEqualTo("+442079460004");
        Waiting.until("the carrier saw it", LIMIT, () -> carrier.log().contains("sip:+15550120@"));
    }

    private static SippRun world(Scenario scenario) {
        return Sipp.callee(scenario).at(WORLD).start();
    }
}
