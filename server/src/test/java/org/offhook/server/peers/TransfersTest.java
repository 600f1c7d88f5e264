package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

/// Transfers: REFER from either side, to either side, and INVITE with Replaces.
final class TransfersTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PASSWORD = "the-password-of-carol";

    private static LiveServer server;
    private static WebApp app;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = LiveServer.start("registrar.users = [ { name = \"carol\", password = \"" + PASSWORD + "\" } ]");
        app = WebApp.start().at("/bye", Reply.twiml("<Hangup/>"));
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

    private static Sipp call(String number, Scenario scenario) {
        return Sipp.caller("127.0.0.1", server.sipPort(), scenario).calling(number);
    }

    private static Scenario refer(Scenario scenario, String target, int status) {
        return scenario.send("REFER", "Refer-To: <" + target + ">\r\n", "", "", status);
    }

    @Test
    void aCalleesReferGoesToTheApplicationWhichDecidesAboutTheCaller() {
        int port = Ports.free();
        app.at("/dial", Reply.twiml("<Dial referUrl=\"/refer\"><Sip>sip:bob@127.0.0.1:" + port + "</Sip></Dial>"))
                .at("/refer", Reply.twiml("<Hangup/>"));
        rest.number("+15550401", app.url("/dial"));
        Scenario bob = Scenario.callee().awaitInvite().answer(Offer.DEAF);
        try (SippRun callee = Sipp.callee(refer(bob, "sip:desk@pbx.example", 202)
                                .awaitRequest("NOTIFY", "200 OK")
                                .awaitRequest("NOTIFY", "200 OK")
                                .awaitBye())
                        .at(port)
                        .start();
                SippRun caller = call(
                                "+15550401",
                                Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                        .start()) {
            callee.await().succeeds();
            caller.await().succeeds();
            Visit asked = app.awaitVisit("/refer", 1, LIMIT);
            assertThat(asked.get("ReferTransferTarget")).isEqualTo("sip:desk@pbx.example");
            assertThat(asked.get("CallStatus")).isEqualTo("in-progress");
            assertThat(callee.messages()).contains("SIP/2.0 100 Trying\r\n", "SIP/2.0 200 OK\r\n", "Event: refer");
        }
    }

    @Test
    void whoIsNotOneOfOurPhonesMayNotTransferByItself() {
        int port = Ports.free();
        app.at("/plain", Reply.twiml("<Dial action=\"/bye\"><Sip>sip:bob@127.0.0.1:" + port + "</Sip></Dial>"));
        rest.number("+15550402", app.url("/plain"));
        Scenario bob = Scenario.callee().awaitInvite().answer(Offer.DEAF);
        try (SippRun callee = Sipp.callee(refer(bob, "sip:+8821600000@premium.example", 403)
                                .bye())
                        .at(port)
                        .start();
                SippRun caller = call(
                                "+15550402",
                                Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                        .start()) {
            callee.await().succeeds();
            caller.await().succeeds();
        }
    }

    @Test
    void aPhoneOfOursTransfersItsCallerToSomebodyElse() {
        int phone = Ports.free();
        int other = Ports.free();
        Sipp.caller("127.0.0.1", server.sipPort(), Scenario.caller().as("carol").register(PASSWORD, 200))
                .at(phone)
                .run()
                .succeeds();
        app.at("/carol", Reply.twiml("<Dial action=\"/after\"><Client>carol</Client></Dial>"))
                .at("/after", Reply.twiml("<Hangup/>"));
        rest.number("+15550403", app.url("/carol"));
        Scenario carol = Scenario.callee().awaitInvite().answer(Offer.DEAF);
        try (RtpParty near = RtpParty.open();
                RtpParty far = RtpParty.open();
                SippRun dave = Sipp.callee(Scenario.callee()
                                .awaitInvite()
                                .answer(Offer.of(far))
                                .awaitWord()
                                .bye())
                        .at(other)
                        .start();
                SippRun callee = Sipp.callee(refer(carol, "sip:dave@127.0.0.1:" + other, 202)
                                .awaitRequest("NOTIFY", "200 OK")
                                .awaitRequest("NOTIFY", "200 OK")
                                .awaitBye())
                        .at(phone)
                        .start();
                SippRun caller = call(
                                "+15550403",
                                Scenario.caller()
                                        .invite(Offer.of(near))
                                        .answered()
                                        .awaitBye())
                        .start()) {
            callee.await().succeeds();
            far.speakTo(dave.awaitMedia(far.port()));
            near.speakTo(caller.awaitMedia(near.port()));
            dave.awaitMessage("\nACK ");
            near.press("42#");
            awaitKeys(far, "42#");
            dave.goOn();
            dave.await().succeeds();
            caller.await().succeeds();
            assertThat(callee.messages()).contains("SIP/2.0 200 OK\r\n");
            assertThat(app.awaitVisit("/after", 1, LIMIT).get("DialCallStatus")).isEqualTo("completed");
        }
    }

    @Test
    void aTransferThatFailsLeavesTheTwoTogether() {
        int phone = Ports.free();
        int other = Ports.free();
        Sipp.caller("127.0.0.1", server.sipPort(), Scenario.caller().as("carol").register(PASSWORD, 200))
                .at(phone)
                .run()
                .succeeds();
        app.at("/carol2", Reply.twiml("<Dial action=\"/after2\"><Client>carol</Client></Dial>"))
                .at("/after2", Reply.twiml("<Hangup/>"));
        rest.number("+15550404", app.url("/carol2"));
        Scenario carol = Scenario.callee().awaitInvite().answer(Offer.DEAF);
        try (SippRun dave = Sipp.callee(Scenario.callee().awaitInvite().respond("486 Busy Here"))
                        .at(other)
                        .start();
                SippRun callee = Sipp.callee(refer(carol, "sip:dave@127.0.0.1:" + other, 202)
                                .awaitRequest("NOTIFY", "200 OK")
                                .awaitRequest("NOTIFY", "200 OK")
                                .pause(300)
                                .bye())
                        .at(phone)
                        .start();
                SippRun caller = call(
                                "+15550404",
                                Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                        .start()) {
            callee.await().succeeds();
            caller.await().succeeds();
            dave.await();
            assertThat(callee.messages()).contains("SIP/2.0 486 Busy Here\r\n", "Subscription-State: terminated");
            assertThat(app.awaitVisit("/after2", 1, LIMIT).get("DialCallStatus"))
                    .isEqualTo("completed");
        }
    }

    @Test
    void aCallersReferSendsTheCalleeToTheApplication() {
        int port = Ports.free();
        app.at("/dial5", Reply.twiml("<Dial referUrl=\"/refer5\"><Sip>sip:bob@127.0.0.1:" + port + "</Sip></Dial>"))
                .at("/refer5", Reply.twiml("<Pause length=\"1\"/><Hangup/>"));
        rest.number("+15550405", app.url("/dial5"));
        Scenario alice = Scenario.caller().invite(Offer.DEAF).answered().awaitWord();
        try (SippRun callee = Sipp.callee(Scenario.callee()
                                .awaitInvite()
                                .answer(Offer.DEAF)
                                .awaitBye())
                        .at(port)
                        .start();
                SippRun caller = call(
                                "+15550405",
                                refer(alice, "sip:desk@pbx.example", 202)
                                        .awaitRequest("NOTIFY", "200 OK")
                                        .awaitRequest("NOTIFY", "200 OK")
                                        .awaitBye())
                        .start()) {
            awaitBridge("/dial5");
            caller.goOn();
            caller.await().succeeds();
            callee.await().succeeds();
            Visit asked = app.awaitVisit("/refer5", 1, LIMIT);
            assertThat(asked.get("ReferTransferTarget")).isEqualTo("sip:desk@pbx.example");
            assertThat(asked.get("Direction")).isEqualTo("outbound-dial");
        }
    }

    @Test
    void anInviteWithReplacesTakesThePlaceOfACaller() {
        int port = Ports.free();
        app.at("/dial6", Reply.twiml("<Dial action=\"/bye\"><Sip>sip:bob@127.0.0.1:" + port + "</Sip></Dial>"));
        rest.number("+15550406", app.url("/dial6"));
        try (RtpParty near = RtpParty.open();
                RtpParty far = RtpParty.open();
                SippRun callee = Sipp.callee(Scenario.callee()
                                .awaitInvite()
                                .answer(Offer.of(far))
                                .awaitBye())
                        .at(port)
                        .start();
                SippRun alice = call(
                                "+15550406",
                                Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                        .start()) {
            awaitBridge("/dial6");
            String replaces = replaces(alice.messages());
            call(
                            "+15550406",
                            Scenario.caller()
                                    .header("Replaces: " + replaces + "x")
                                    .invite(Offer.DEAF)
                                    .refused(481))
                    .run()
                    .succeeds();
            try (SippRun carol = call(
                            "+15550406",
                            Scenario.caller()
                                    .header("Replaces: " + replaces)
                                    .invite(Offer.of(near))
                                    .answered()
                                    .awaitWord()
                                    .bye())
                    .start()) {
                alice.await().succeeds();
                far.speakTo(callee.awaitMedia(far.port()));
                near.speakTo(carol.awaitMedia(near.port()));
                near.press("7*");
                awaitKeys(far, "7*");
                carol.goOn();
                carol.await().succeeds();
                callee.await().succeeds();
            }
        }
    }

    @Test
    void aPhoneOfOursConnectsItsCallerWithWhomItHasConsulted() {
        int phone = Ports.free();
        int other = Ports.free();
        Sipp.caller("127.0.0.1", server.sipPort(), Scenario.caller().as("carol").register(PASSWORD, 200))
                .at(phone)
                .run()
                .succeeds();
        app.at("/consult", Reply.twiml("<Dial><Sip>sip:dave@127.0.0.1:" + other + "</Sip></Dial>"))
                .at("/carol8", Reply.twiml("<Dial><Client>carol</Client></Dial>"));
        rest.number("+15550408", app.url("/carol8"));
        rest.number("+15550409", app.url("/consult"));
        try (RtpParty near = RtpParty.open();
                RtpParty far = RtpParty.open();
                SippRun dave = Sipp.callee(Scenario.callee()
                                .awaitInvite()
                                .answer(Offer.of(far))
                                .awaitBye())
                        .at(other)
                        .start();
                SippRun consulting = call(
                                "+15550409",
                                Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
                        .start()) {
            awaitBridge("/consult");
            String replaces = replaces(consulting.messages())
                    .replace(";", "%3B")
                    .replace("=", "%3D")
                    .replace("@", "%40");
            Scenario carol = Scenario.callee().awaitInvite().answer(Offer.DEAF);
            String target = "sip:+15550409@127.0.0.1:" + server.sipPort() + "?Replaces=" + replaces;
            try (SippRun callee = Sipp.callee(refer(carol, target, 202)
                                    .awaitRequest("NOTIFY", "200 OK")
                                    .awaitRequest("NOTIFY", "200 OK")
                                    .awaitBye())
                            .at(phone)
                            .start();
                    SippRun caller = call(
                                    "+15550408",
                                    Scenario.caller()
                                            .invite(Offer.of(near))
                                            .answered()
                                            .awaitWord()
                                            .bye())
                            .start()) {
                callee.await().succeeds();
                consulting.await().succeeds();
                far.speakTo(dave.awaitMedia(far.port()));
                near.speakTo(caller.awaitMedia(near.port()));
                near.press("3#");
                awaitKeys(far, "3#");
                caller.goOn();
                caller.await().succeeds();
                dave.await().succeeds();
            }
        }
    }

    @Test
    void theVerbReferAsksTheFarEndToCallSomebodyElse() {
        app.at("/refer-verb", Reply.twiml("<Refer action=\"/referred\"><Sip>sip:desk@pbx.example</Sip></Refer>"))
                .at("/referred", Reply.twiml("<Hangup/>"));
        rest.number("+15550407", app.url("/refer-verb"));
        call(
                        "+15550407",
                        Scenario.caller()
                                .invite(Offer.DEAF)
                                .answered()
                                .awaitRequest("REFER", "202 Accepted")
                                .send(
                                        "NOTIFY",
                                        "Event: refer\r\nSubscription-State: terminated;reason=noresource\r\n",
                                        "message/sipfrag",
                                        "SIP/2.0 200 OK\r\n",
                                        200)
                                .awaitBye())
                .run()
                .succeeds();
        Visit told = app.awaitVisit("/referred", 1, LIMIT);
        assertThat(told.get("ReferCallStatus")).isEqualTo("completed");
        assertThat(told.get("ReferSipResponseCode")).isEqualTo("202");
        assertThat(told.get("NotifySipResponseCode")).isEqualTo("200");
    }

    /// Waits until the call that has this document hears whom it dialled: before that nobody can be transferred.
    private static void awaitBridge(String document) {
        String call = app.awaitVisit(document, 1, LIMIT).get("CallSid");
        String timeline = "/v1/Accounts/" + rest.account() + "/Calls/" + call + "/Timeline.json";
        Waiting.until(
                "the bridge of " + document,
                LIMIT,
                () -> rest.page(timeline).is(200).text().contains("bridge.started"));
    }

    private static void awaitKeys(RtpParty phone, String keys) {
        Waiting.until("the keys " + keys, LIMIT, () -> phone.keys().equals(keys));
    }

    /// The dialog of a caller, as the platform knows it.
    private static String replaces(String seen) {
        return first(seen, "Call-ID: (\\S+)") + ";to-tag=" + first(seen, "To: [^\n]*;tag=(\\w+)") + ";from-tag="
                + first(seen, "From: [^\n]*;tag=(\\w+)");
    }

    private static String first(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
