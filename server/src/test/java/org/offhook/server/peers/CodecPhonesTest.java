package org.offhook.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.peers.Baresip;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.Visit;
import org.offhook.testkit.webapp.WebApp;

/// Phones that speak different codecs, bridged and recorded. Alice says 500 Hz, Bob 1200 Hz.
final class CodecPhonesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final double ALICE = 500;
    private static final double BOB = 1200;

    private static LiveServer server;
    private static WebApp app;
    private static Rest rest;

    @BeforeAll
    static void start() {
        server = LiveServer.start("""
                codecs = [G722, PCMU, PCMA, OPUS]
                registrar.users = [
                  { name = "alice", password = "the-password-of-alice" }
                  { name = "bob", password = "the-password-of-bob" }
                ]""");
        app = WebApp.start();
        rest = server.rest();
        app.at(
                        "/bridge",
                        Reply.twiml("<Dial record=\"record-from-answer-dual\" action=\"/after\"><Sip>"
                                + server.uri("bob") + "</Sip></Dial>"))
                .at("/after", Reply.twiml("<Hangup/>"));
        rest.number("+15550191", app.url("/bridge"));
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

    @ParameterizedTest
    @CsvSource({"1,G722,G722", "2,G722,PCMU", "3,PCMA,G722", "4,OPUS,OPUS", "5,OPUS,PCMU", "6,G722,OPUS"})
    void eachHearsTheOtherAndTheRecordingHasBoth(int round, String alices, String bobs) {
        try (Baresip alice = phone("alice", ALICE, alices);
                Baresip bob = phone("bob", BOB, bobs)) {
            alice.dial(server.uri("+15550191"));
            bob.awaitEstablished(LIMIT);
            alice.awaitTones(LIMIT, BOB);
            bob.awaitTones(LIMIT, ALICE);
            bob.hangUp();
            Visit after = app.awaitVisit("/after", round, LIMIT);
            alice.awaitClosed(LIMIT);

            assertThat(after.get("RecordingUrl")).isNotEmpty();
        }
    }

    private static Baresip phone(String name, double tone, String codec) {
        Baresip.Setup setup = Baresip.named(name)
                .saying(Sound.tone(tone, Duration.ofSeconds(30), 0.4))
                .answering()
                .registered("127.0.0.1:" + server.sipPort(), "the-password-of-" + name);
        Baresip phone = setup.speaking(codec).start();
        phone.awaitRegistered(LIMIT);
        return phone;
    }
}
