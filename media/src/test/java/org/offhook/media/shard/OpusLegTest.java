package org.offhook.media.shard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaServer.Mix;
import org.offhook.core.media.MediaSession.Presence;

/// Legs whose far ends speak Opus, alone and joined to each other and to G.711.
final class OpusLegTest {
    private static final int ALICE = 500;
    private static final int BOB = 1_200;

    private final World world = new World();
    private final Phone alice = world.phone("111 101").call();

    @Test
    void aPromptIsHeardWithTheClockOfOpus() {
        alice.session.play(Sound.tone(ALICE, 1_000));
        world.run(1_000);

        assertThat(Sound.strength(Sound.last(alice.sound(), 500), ALICE)).isGreaterThan(3_000);
        assertThat(alice.heard).extracting(Phone.Heard::payloadType).containsOnly(111);
        for (int i = 1; i < alice.heard.size(); i++) {
            assertThat(alice.heard.get(i).timestamp() - alice.heard.get(i - 1).timestamp())
                    .isEqualTo(960);
        }
    }

    @Test
    void twoLegsWithOpusGetEachOthersPacketsUntouched() {
        Phone bob = world.phone("111 101").call();
        alice.session.bridge(bob.session);
        world.run(500);
        bob.heard.clear();
        alice.say(Sound.tone(ALICE, 2_000));
        world.run(1_000);

        assertThat(Sound.strength(Sound.last(bob.sound(), 500), ALICE)).isGreaterThan(3_000);
        assertThat(bob.heard)
                .hasSizeBetween(48, 52)
                .extracting(Phone.Heard::payloadType)
                .containsOnly(111);
    }

    @Test
    void aLegWithOpusAndOneWithoutHearEachOther() {
        Phone bob = world.phone("8 101").call();
        alice.session.bridge(bob.session);
        alice.say(Sound.tone(ALICE, 3_000));
        bob.say(Sound.tone(BOB, 3_000));
        world.run(2_000);

        assertThat(Sound.strength(Sound.last(bob.sound(), 500), ALICE)).isGreaterThan(3_000);
        assertThat(Sound.strength(Sound.last(alice.sound(), 500), BOB)).isGreaterThan(3_000);
        assertThat(bob.heard.getLast().payload()).hasSize(160);
    }

    @Test
    void keysGoBetweenThemThoughTheirClocksDiffer() {
        Phone bob = world.phone("0 101").call();
        alice.session.bridge(bob.session);
        world.run(200);
        bob.heard.clear();
        alice.press("7");
        world.run(1_000);

        assertThat(alice.events).contains(new MediaEvent.Digit('7'));
        var events =
                bob.heard.stream().filter(packet -> packet.payloadType() == 101).toList();
        assertThat(events)
                .hasSize(8)
                .extracting(packet -> (int) packet.payload()[0])
                .containsOnly(7);
        assertThat(events.getLast().payload()).endsWith(0x03, 0x20);
    }

    @Test
    void anOpusLegIsHeardInAConferenceAndHearsIt() {
        Phone bob = world.phone("0 101").call();
        try (Mix room = world.media.mix()) {
            alice.session.join(room, Presence.FULL);
            bob.session.join(room, Presence.FULL);
            alice.say(Sound.tone(ALICE, 3_000));
            bob.say(Sound.tone(BOB, 3_000));
            world.run(2_000);

            assertThat(Sound.strength(Sound.last(bob.sound(), 500), ALICE)).isGreaterThan(3_000);
            assertThat(Sound.strength(Sound.last(alice.sound(), 500), BOB)).isGreaterThan(3_000);
        }
    }

    @Test
    void aLegThatChangesItsCodecGoesOnWithoutAJumpBack() {
        alice.session.play(Sound.tone(ALICE, 3_000));
        world.run(1_000);
        int last = alice.heard.getLast().timestamp();
        alice.session.answer(alice.sdp("sendrecv").replace("111 101", "0 101"));
        world.run(1_000);

        Phone.Heard later = alice.heard.getLast();
        assertThat(later.payloadType()).isZero();
        // 20 ms by the old clock, the rest of the second by the new one.
        assertThat(later.timestamp() - last).isBetween(8_600, 9_000);
    }

    @Test
    void ofAnOfferOpusIsTakenLast() {
        Phone browser = world.phone("111 0 101").call();
        browser.session.play(Sound.tone(ALICE, 1_000));
        world.run(500);

        assertThat(browser.heard).extracting(Phone.Heard::payloadType).containsOnly(0);
    }
}
