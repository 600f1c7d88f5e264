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
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// Phones of the Debian package baresip in a conference and in a queue, with real sound.
final class ConferencePhonesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration TALK = Duration.ofSeconds(3);
    private static final double ALICE = 500;
    private static final double BOB = 900;
    private static final double CAROL = 1400;

    private static LiveServer server;
    private static WebApp app;

    @BeforeAll
    static void start() {
        server = LiveServer.start();
        app = WebApp.start();
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
    void threePhonesInAConferenceHearEachOtherAndNotThemselvesAndAreRecorded() {
        String conference = " waitUrl=\"\" beep=\"false\" record=\"record-from-start\">daily</Conference></Dial>";
        app.at("/guest", Reply.twiml("<Dial><Conference" + conference))
                .at("/host", Reply.twiml("<Dial><Conference endConferenceOnExit=\"true\"" + conference));
        server.rest().number("+15550121", app.url("/guest"));
        server.rest().number("+15550122", app.url("/host"));
        try (Baresip alice = phone("alice", ALICE);
                Baresip bob = phone("bob", BOB);
                Baresip carol = phone("carol", CAROL)) {
            call(alice, "+15550122");
            call(bob, "+15550121");
            call(carol, "+15550121");
            carol.awaitHeard(TALK, LIMIT);
            alice.awaitTones(LIMIT, BOB, CAROL);
            bob.awaitTones(LIMIT, ALICE, CAROL);
            carol.awaitTones(LIMIT, ALICE, BOB);
            alice.hangUp();
            alice.awaitClosed(LIMIT);
            bob.awaitClosed(LIMIT);
            carol.awaitClosed(LIMIT);

            assertThat(alice.heard().share(ALICE)).isLessThan(0.02);
            assertThat(bob.heard().share(BOB)).isLessThan(0.02);
            assertThat(carol.heard().share(CAROL)).isLessThan(0.02);
            Sound all = recording();
            assertThat(all.share(ALICE)).isGreaterThan(0.15);
            assertThat(all.share(BOB)).isGreaterThan(0.15);
            assertThat(all.share(CAROL)).isGreaterThan(0.15);
        }
    }

    @Test
    void aPhoneInAQueueHearsMusicAndThenTheOneWhoTakesIt() {
        app.at("/wait", Reply.twiml("<Enqueue>support</Enqueue>"))
                .at("/take", Reply.twiml("<Dial><Queue>support</Queue></Dial>"));
        server.rest().number("+15550123", app.url("/wait"));
        server.rest().number("+15550124", app.url("/take"));
        try (Baresip alice = phone("alice", ALICE);
                Baresip bob = phone("bob", BOB)) {
            call(alice, "+15550123");
            alice.awaitHeard(TALK, LIMIT);
            Sound music = alice.latest(TALK);
            assertThat(music.isSilence()).isFalse();
            assertThat(music.share(BOB)).isLessThan(0.2);

            call(bob, "+15550124");
            bob.awaitTones(LIMIT, ALICE);
            alice.awaitTones(LIMIT, BOB);
            bob.hangUp();
            bob.awaitClosed(LIMIT);
            alice.awaitClosed(LIMIT);
        }
    }

    private static Baresip phone(String name, double tone) {
        return Baresip.named(name)
                .saying(Sound.tone(tone, Duration.ofSeconds(60), 0.3))
                .start();
    }

    private static void call(Baresip phone, String number) {
        phone.dial(server.uri(number));
        phone.awaitEstablished(LIMIT);
    }

    private static Sound recording() {
        JsonNode row = Waiting.forValue("the recording is completed", LIMIT, () -> {
            JsonNode found = server.rest()
                    .get("/Recordings.json")
                    .json()
                    .path("recordings")
                    .path(0);
            return found.path("status").asText().equals("completed") ? found : null;
        });
        assertThat(row.path("source").asText()).isEqualTo("Conference");
        return Sounds.read(server.rest()
                .get("/Recordings/" + row.path("sid").asText() + ".wav")
                .is(200)
                .body());
    }
}
