package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.hearing.Sounds;
import org.offhook.testkit.peers.Baresip;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.Visit;
import org.offhook.testkit.webapp.WebApp;

/// Phones of the Debian package baresip register, call, are called, are bridged to each other, and are
/// recorded.
/// Alice says 500 Hz, Bob 1200 Hz.
final class BaresipTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final double ALICE = 500;
    private static final double BOB = 1200;

    private static LiveServer server;
    private static WebApp app;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = LiveServer.start("""
                registrar.users = [
                  { name = "alice", password = "the-password-of-alice" }
                  { name = "bob", password = "the-password-of-bob" }
                ]""");
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
    void aPhoneRegistersCallsANumberAndPressesKeys() {
        app.at(
                        "/menu",
                        Reply.twiml(
                                "<Gather numDigits=\"2\" timeout=\"60\" action=\"/keys\"><Say loop=\"9\">Press</Say></Gather>"))
                .at("/keys", Reply.twiml("<Hangup/>"));
        rest.number("+15550111", app.url("/menu"));
        try (Baresip alice = phone("alice", ALICE)) {
            alice.dial(server.uri("+15550111"));
            alice.awaitEstablished(LIMIT);
            alice.awaitHeard(SECOND.multipliedBy(2), LIMIT);
            alice.press("42");
            Visit keys = app.awaitVisit("/keys", 1, LIMIT);
            alice.awaitClosed(LIMIT);

            assertThat(keys.get("Digits")).isEqualTo("42");
            assertThat(keys.get("From")).startsWith("sip:alice@");
            assertThat(alice.heard().audible()).isGreaterThan(Duration.ofMillis(300));
        }
    }

    @Test
    void twoPhonesThatAreBridgedHearEachOtherAndAreRecorded() {
        app.at(
                        "/bridge",
                        Reply.twiml("<Dial record=\"record-from-answer-dual\" action=\"/after\"><Sip>"
                                + server.uri("bob") + "</Sip></Dial>"))
                .at("/after", Reply.twiml("<Hangup/>"));
        rest.number("+15550112", app.url("/bridge"));
        try (Baresip alice = phone("alice", ALICE);
                Baresip bob = phone("bob", BOB)) {
            alice.dial(server.uri("+15550112"));
            bob.awaitEstablished(LIMIT);
            alice.awaitTones(LIMIT, BOB);
            bob.awaitTones(LIMIT, ALICE);
            bob.hangUp();
            Visit after = app.awaitVisit("/after", 1, LIMIT);
            alice.awaitClosed(LIMIT);

            assertThat(after.get("DialCallStatus")).isEqualTo("completed");
            Sound both = recording(after.get("RecordingUrl"));
            assertThat(both.share(ALICE)).isGreaterThan(0.3);
            assertThat(both.share(BOB)).isGreaterThan(0.3);
        }
    }

    @Test
    void aPhoneHoldsTheOtherAndComesBack() {
        app.at("/plain", Reply.twiml("<Dial><Sip>" + server.uri("bob") + "</Sip></Dial>"));
        rest.number("+15550113", app.url("/plain"));
        try (Baresip alice = phone("alice", ALICE);
                Baresip bob = phone("bob", BOB)) {
            alice.dial(server.uri("+15550113"));
            bob.awaitEstablished(LIMIT);
            alice.awaitTones(LIMIT, BOB);
            bob.hold();
            awaitSignal("held");
            bob.resume();
            awaitSignal("resumed");
            alice.awaitHeard(alice.latest(LIMIT).length().plus(SECOND), LIMIT);
            alice.awaitTones(LIMIT, BOB);
            alice.hangUp();
            bob.awaitClosed(LIMIT);
        }
    }

    private static void awaitSignal(String what) {
        Waiting.until(
                "a leg is " + what,
                LIMIT,
                () -> rest.page("/v1/Accounts/" + rest.account() + "/Events.json?after=0&limit=1000&type=call.signal")
                        .is(200)
                        .text()
                        .contains("\"" + what + "\""));
    }

    @Test
    void aRegisteredPhoneIsCalledThroughTheApi() {
        app.at("/record", Reply.twiml("<Record maxLength=\"2\" playBeep=\"false\" action=\"/recorded\"/>"))
                .at("/recorded", Reply.twiml("<Hangup/>"));
        try (Baresip bob = phone("bob", BOB)) {
            String call = rest.post("/Calls.json", "To", server.uri("bob"), "From", "tester", "Url", app.url("/record"))
                    .is(201)
                    .sid();
            bob.awaitEstablished(LIMIT);
            Visit recorded = app.awaitVisit("/recorded", 1, LIMIT);
            bob.awaitClosed(LIMIT);

            rest.awaitCall(call, "completed", LIMIT);
            assertThat(recording(recorded.get("RecordingUrl")).share(BOB)).isGreaterThan(0.8);
        }
    }

    @Test
    void aPhoneThatSignsOffIsNotReachedAnyMore() {
        phone("bob", BOB).close();
        Waiting.until("no phone is registered", LIMIT, () -> server.metric("offhook_registrations") == 0);

        for (String what : new String[] {"added", "removed"}) {
            String counted = "offhook_events_total{type=\"registration." + what + "\"}";
            Waiting.until(counted, LIMIT, () -> server.metric(counted) > 0);
        }
        String call = rest.post("/Calls.json", "To", server.uri("bob"), "From", "tester", "Twiml", "<Response/>")
                .text();
        assertThat(call).contains("32009");
    }

    private static Baresip phone(String name, double tone) {
        Baresip phone = Baresip.named(name)
                .saying(Sound.tone(tone, Duration.ofSeconds(30), 0.4))
                .answering()
                .registered("127.0.0.1:" + server.sipPort(), "the-password-of-" + name)
                .start();
        phone.awaitRegistered(LIMIT);
        return phone;
    }

    private static Sound recording(String url) {
        String sid = url.substring(url.lastIndexOf('/') + 1);
        JsonNode row = Waiting.forValue("recording " + sid + " is completed", LIMIT, () -> {
            JsonNode found = rest.get("/Recordings/" + sid + ".json").json();
            return found.path("status").asText().equals("completed") ? found : null;
        });
        assertThat(row.path("sid").asText()).isEqualTo(sid);
        return Sounds.read(rest.get("/Recordings/" + sid + ".wav").is(200).body());
    }
}
