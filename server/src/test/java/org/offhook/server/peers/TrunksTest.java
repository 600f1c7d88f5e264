package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.Baresip;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.Ports;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.Visit;
import org.offhook.testkit.webapp.WebApp;

/// A PBX calls out through a trunk, and gets the calls to the trunk's numbers.
final class TrunksTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PASSWORD = "Correct1Horse2Battery";
    private static final String TRUNKS = "/trunking/v1/Trunks";
    private static final int WORLD = Ports.free();

    private static LiveServer server;
    private static WebApp app;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = LiveServer.start("carrier.uri = \"sip:127.0.0.1:" + WORLD + "\"");
        app = WebApp.start();
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
    void aPbxThatProvesWhoItIsCallsTheWorldAndNobodyElseDoes() {
        rest.number("+15550170", app.url("/unused"));
        String trunk = trunk("DomainName", "pbx.example.net");
        String list = rest.post("/SIP/CredentialLists.json", "FriendlyName", "pbx")
                .is(201)
                .sid();
        rest.post("/SIP/CredentialLists/" + list + "/Credentials.json", "Username", "+15550170", "Password", PASSWORD)
                .is(201);
        rest.send("POST", trunk + "/CredentialLists", "CredentialListSid", list).is(201);
        try (SippRun world = Sipp.callee(Scenario.callee()
                                .awaitInvite()
                                .respond("180 Ringing")
                                .answer(Offer.DEAF)
                                .awaitBye())
                        .at(WORLD)
                        .start();
                Baresip pbx = pbx(PASSWORD);
                Baresip thief = pbx("Wrong1Horse2Battery")) {
            pbx.dial("sip:00442079460000@pbx.example.net");
            pbx.awaitEstablished(LIMIT);
            pbx.hangUp();

            assertThat(world.await().succeeds().messages()).contains("INVITE sip:+442079460000@");
            assertThat(world.messages()).contains("From: <sip:+15550170@");

            // Afterwards: for a while after a wrong password the right one is none either.
            thief.dial("sip:+442079460000@pbx.example.net");
            assertThat(thief.awaitClosed(LIMIT)).contains("407");
        }
    }

    @Test
    void aCallToANumberGoesToTheFirstPlaceOfItsTrunkThatAnswers() throws IOException {
        int good = Ports.free();
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                SippRun pbx = Sipp.callee(Scenario.callee()
                                .awaitInvite()
                                .respond("180 Ringing")
                                .answer(Offer.DEAF)
                                .awaitBye())
                        .at(good)
                        .start()) {
            String trunk = trunk("FriendlyName", "two places");
            place(trunk, silent.getLocalPort(), 1);
            place(trunk, good, 2);
            assign(trunk, "+15550171");

            Sipp.caller(
                            "127.0.0.1",
                            server.sipPort(),
                            Scenario.caller().invite(Offer.DEAF).answered().bye())
                    .calling("+15550171")
                    .run()
                    .succeeds();

            assertThat(pbx.await().succeeds().messages()).contains("INVITE sip:+15550171@127.0.0.1:" + good);
            String sid = trunk.substring(trunk.lastIndexOf('/') + 1);
            JsonNode came = calls("To=%2B15550171", 1).get(0);
            assertThat(came.path("trunk_sid").asText()).isEqualTo(sid);
            assertThat(calls("ParentCallSid=" + came.path("sid").asText(), 1))
                    .allSatisfy(
                            went -> assertThat(went.path("trunk_sid").asText()).isEqualTo(sid));
        }
    }

    @Test
    void whenNoPlaceTakesTheCallTheRecoveryUrlIsAskedAndToldWhy() {
        int busy = Ports.free();
        app.at("/recovery", Reply.twiml("<Pause length=\"1\"/><Hangup/>"));
        try (SippRun pbx = Sipp.callee(Scenario.callee().awaitInvite().respond("486 Busy Here"))
                .at(busy)
                .start()) {
            String trunk = trunk("DisasterRecoveryUrl", app.url("/recovery"));
            place(trunk, busy, 1);
            assign(trunk, "+15550172");

            Sipp.caller(
                            "127.0.0.1",
                            server.sipPort(),
                            Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                    .calling("+15550172")
                    .run()
                    .succeeds();

            Visit recovery = app.awaitVisit("/recovery", 1, LIMIT);
            assertThat(recovery.get("SipResponseCode")).isEqualTo("486");
            assertThat(recovery.get("DialCallStatus")).isEqualTo("busy");
            pbx.await().succeeds();
        }
    }

    @Test
    void aNumberMayNameASipAddressAndAnApplicationForWhenThatFails() {
        int busy = Ports.free();
        app.at("/second", Reply.twiml("<Pause length=\"1\"/><Hangup/>"));
        try (SippRun pbx = Sipp.callee(Scenario.callee().awaitInvite().respond("500 Broken"))
                .at(busy)
                .start()) {
            rest.number("+15550173", "sip:front@127.0.0.1:" + busy, "VoiceFallbackUrl", app.url("/second"));

            Sipp.caller(
                            "127.0.0.1",
                            server.sipPort(),
                            Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                    .calling("+15550173")
                    .run()
                    .succeeds();

            assertThat(app.awaitVisit("/second", 1, LIMIT).get("SipResponseCode"))
                    .isEqualTo("500");
            assertThat(pbx.await().succeeds().messages()).contains("INVITE sip:front@127.0.0.1:" + busy);
        }
    }

    @Test
    void anApplicationThatFailsMayBeFollowedByASipAddress() {
        int good = Ports.free();
        app.at("/broken", Reply.of(500, "text/plain", "sorry"));
        try (SippRun pbx = Sipp.callee(
                        Scenario.callee().awaitInvite().answer(Offer.DEAF).awaitBye())
                .at(good)
                .start()) {
            rest.number("+15550174", app.url("/broken"), "VoiceFallbackUrl", "sip:night@127.0.0.1:" + good);

            Sipp.caller(
                            "127.0.0.1",
                            server.sipPort(),
                            Scenario.caller().invite(Offer.DEAF).answered().bye())
                    .calling("+15550174")
                    .run()
                    .succeeds();

            assertThat(pbx.await().succeeds().messages()).contains("INVITE sip:night@127.0.0.1:" + good);
        }
    }

    @Test
    void whatKeepsAPbxFromBeingReachedIsToldToACallerWithoutASecondary() {
        int busy = Ports.free();
        try (SippRun pbx = Sipp.callee(Scenario.callee().awaitInvite().respond("486 Busy Here"))
                .at(busy)
                .start()) {
            String trunk = trunk("FriendlyName", "busy");
            place(trunk, busy, 1);
            assign(trunk, "+15550175");

            Sipp.caller(
                            "127.0.0.1",
                            server.sipPort(),
                            Scenario.caller().invite(Offer.DEAF).refused(486))
                    .calling("+15550175")
                    .run()
                    .succeeds();
            pbx.await().succeeds();
        }
    }

    @Test
    void aTrunkThatIsFullIsOneThatFailed() {
        int place = Ports.free();
        try (SippRun pbx = Sipp.callee(Scenario.callee()
                        .awaitInvite()
                        .respond("180 Ringing")
                        .answer(Offer.DEAF)
                        .awaitBye())
                .at(place)
                .start()) {
            String trunk = trunk("Channels", "1");
            place(trunk, place, 1);
            assign(trunk, "+15550176");
            try (SippRun first = Sipp.caller(
                            "127.0.0.1",
                            server.sipPort(),
                            Scenario.caller()
                                    .invite(Offer.DEAF)
                                    .answered()
                                    .awaitWord()
                                    .bye())
                    .calling("+15550176")
                    .start()) {
                Waiting.until(
                        "the first call is there", LIMIT, () -> pbx.messages().contains("ACK sip:"));
                first.awaitMessage("\nACK ");
                Sipp.caller(
                                "127.0.0.1",
                                server.sipPort(),
                                Scenario.caller().invite(Offer.DEAF).refused(503))
                        .calling("+15550176")
                        .run()
                        .succeeds();
                first.goOn();
                first.await().succeeds();
                pbx.await().succeeds();
            }
        }
    }

    @Test
    void aPbxTransfersItsCallerWhereItsTrunkLetsIt() {
        int desk = Ports.free();
        int other = Ports.free();
        String trunk = trunk("TransferMode", "sip-only", "TransferCallerId", "from-transferor");
        place(trunk, desk, 1);
        assign(trunk, "+15550178");
        Scenario transfer = Scenario.callee()
                .awaitInvite()
                .answer(Offer.DEAF)
                .send("REFER", "Refer-To: <sip:+442079460000@127.0.0.1:" + server.sipPort() + ">\r\n", "", "", 403)
                .send("REFER", "Refer-To: <sip:dave@127.0.0.1:" + other + ">\r\n", "", "", 202)
                .awaitRequest("NOTIFY", "200 OK")
                .awaitRequest("NOTIFY", "200 OK")
                .awaitBye();
        try (SippRun dave = Sipp.callee(Scenario.callee()
                                .awaitInvite()
                                .answer(Offer.DEAF)
                                .pause(500)
                                .bye())
                        .at(other)
                        .start();
                SippRun pbx = Sipp.callee(transfer).at(desk).start();
                SippRun caller = Sipp.caller(
                                "127.0.0.1",
                                server.sipPort(),
                                Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                        .calling("+15550178")
                        .start()) {
            pbx.await().succeeds();
            dave.await().succeeds();
            caller.await().succeeds();
            assertThat(dave.messages()).contains("From: <sip:+15550178@");
        }
    }

    @Test
    void whomACallerIsTransferredToIsShownTheCallerUnlessTheTrunkSaysOtherwise() {
        int desk = Ports.free();
        int other = Ports.free();
        String trunk = trunk("TransferMode", "enable-all");
        place(trunk, desk, 1);
        assign(trunk, "+15550180");
        Scenario transfer = Scenario.callee()
                .awaitInvite()
                .answer(Offer.DEAF)
                .send("REFER", "Refer-To: <sip:dave@127.0.0.1:" + other + ">\r\n", "", "", 202)
                .awaitRequest("NOTIFY", "200 OK")
                .awaitRequest("NOTIFY", "200 OK")
                .awaitBye();
        try (SippRun dave = Sipp.callee(Scenario.callee()
                                .awaitInvite()
                                .answer(Offer.DEAF)
                                .pause(500)
                                .bye())
                        .at(other)
                        .start();
                SippRun pbx = Sipp.callee(transfer).at(desk).start();
                SippRun caller = Sipp.caller(
                                "127.0.0.1",
                                server.sipPort(),
                                Scenario.caller()
                                        .as("+442079460042")
                                        .invite(Offer.DEAF)
                                        .answered()
                                        .awaitBye())
                        .calling("+15550180")
                        .start()) {
            pbx.await().succeeds();
            dave.await().succeeds();
            caller.await().succeeds();
            assertThat(dave.messages()).contains("From: <sip:+442079460042@");
        }
    }

    @Test
    void aPbxTransfersNobodyUnlessItsTrunkSaysSo() {
        int desk = Ports.free();
        String trunk = trunk("FriendlyName", "no transfers");
        place(trunk, desk, 1);
        assign(trunk, "+15550179");
        Scenario refused = Scenario.callee()
                .awaitInvite()
                .answer(Offer.DEAF)
                .send("REFER", "Refer-To: <sip:dave@127.0.0.1:9>\r\n", "", "", 403)
                .bye();
        try (SippRun pbx = Sipp.callee(refused).at(desk).start();
                SippRun caller = Sipp.caller(
                                "127.0.0.1",
                                server.sipPort(),
                                Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                        .calling("+15550179")
                        .start()) {
            pbx.await().succeeds();
            caller.await().succeeds();
        }
    }

    private static JsonNode calls(String filter, int many) {
        return Waiting.forValue(many + " calls", LIMIT, () -> {
            JsonNode calls = rest.get("/Calls.json?" + filter).json().path("calls");
            return calls.size() == many ? calls : null;
        });
    }

    private static String trunk(String... settings) {
        String sid = rest.send("POST", TRUNKS, settings).is(201).sid();
        return TRUNKS + "/" + sid;
    }

    private static void place(String trunk, int port, int priority) {
        rest.send(
                        "POST",
                        trunk + "/OriginationUrls",
                        "FriendlyName",
                        "place " + port,
                        "SipUrl",
                        "sip:127.0.0.1:" + port,
                        "Priority",
                        Integer.toString(priority),
                        "Weight",
                        "1",
                        "Enabled",
                        "true")
                .is(201);
    }

    private static void assign(String trunk, String number) {
        String sid = rest.number(number, app.url("/unused")).path("sid").asText();
        rest.send("POST", trunk + "/PhoneNumbers", "PhoneNumberSid", sid).is(201);
    }

    private static Baresip pbx(String password) {
        return Baresip.named("+15550170")
                .authenticated("pbx.example.net", password)
                .account(";outbound=\"sip:127.0.0.1:" + server.sipPort() + "\"")
                .start();
    }
}
