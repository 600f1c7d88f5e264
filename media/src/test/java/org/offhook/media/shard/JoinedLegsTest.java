package org.offhook.media.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaServer.Mix;
import org.offhook.core.media.MediaSession.Presence;
import org.offhook.media.tone.Tones;
import org.offhook.protocols.rtp.RtpPacket;

/// Legs that are bridged or mixed.
class JoinedLegsTest {
    private static final int MINUTE = 60_000;

    private final World world = new World();

    @Test
    void bridgedLegsHearEachOtherAndNotThemselves() {
        Phone anna = world.phone().call();
        Phone bert = world.phone().call();
        anna.say(Sound.tone(500, MINUTE));
        bert.say(Sound.tone(900, MINUTE));
        anna.session.bridge(bert.session);
        world.run(2_000);
        assertHears(anna, 900, 500);
        assertHears(bert, 500, 900);
        LegTest.assertContinuous(anna);
        anna.session.unbridge();
        world.run(2_000);
        assertThat(Sound.loudest(Sound.last(anna.sound(), 1_500))).isZero();
        assertThat(Sound.loudest(Sound.last(bert.sound(), 1_500))).isZero();
        LegTest.assertContinuous(anna);
        LegTest.assertContinuous(bert);
    }

    @Test
    void packetsBetweenEqualCodecsPassUnchangedWithinATick() {
        Phone anna = world.phone().call();
        Phone bert = world.phone().call();
        anna.session.bridge(bert.session);
        world.run(100);
        byte[] packet = new byte[172];
        for (int i = 0; i < 160; i++) {
            packet[12 + i] = (byte) i;
        }
        anna.sending = false;
        ByteBuffer header = ByteBuffer.wrap(packet);
        RtpPacket.writeHeader(header, 0, false, 0, anna.sequence, anna.timestamp + 160, anna.ssrc);
        anna.send(packet, anna.address);
        world.run(5);
        assertThat(bert.heard.getLast().payload()).isEqualTo(Arrays.copyOfRange(packet, 12, 172));
    }

    @Test
    void betweenTheLawsOfG711SoundIsTranscoded() {
        Phone anna = world.phone("0 101").call();
        Phone bert = world.phone("8 101").call();
        anna.say(Sound.tone(500, MINUTE));
        bert.say(Sound.tone(900, MINUTE));
        anna.session.bridge(bert.session);
        world.run(2_000);
        assertThat(anna.heard.getLast().payloadType()).isZero();
        assertThat(bert.heard.getLast().payloadType()).isEqualTo(8);
        assertHears(anna, 900, 500);
        assertHears(bert, 500, 900);
    }

    @Test
    void lossAndOrderPassThroughAsTheyAre() {
        Phone anna = world.phone().call();
        Phone bert = world.phone().call();
        anna.session.bridge(bert.session);
        world.run(500);
        bert.heard.clear();
        anna.sequence += 3;
        anna.timestamp += 480;
        world.run(100);
        List<Integer> steps = new ArrayList<>();
        for (int i = 1; i < bert.heard.size(); i++) {
            steps.add(bert.heard.get(i).sequence() - bert.heard.get(i - 1).sequence());
        }
        assertThat(bert.heard.getFirst().marker()).isFalse();
        assertThat(steps).allMatch(step -> step == 1 || step == 4);
    }

    @Test
    void aSourceThatStartsAnewContinuesTheSameStreamOnTheOtherSide() {
        Phone anna = world.phone().call();
        Phone bert = world.phone().call();
        anna.session.bridge(bert.session);
        world.run(1_000);
        anna.ssrc = 4_242;
        anna.sequence = 17;
        anna.timestamp = 12_345_678;
        world.run(1_000);
        LegTest.assertContinuous(bert);
        anna.sequence = 30_000;
        anna.timestamp = 0;
        world.run(1_000);
        assertThat(bert.heard).hasSizeGreaterThan(140);
        LegTest.assertContinuous(bert);
    }

    @Test
    void keysPassAsEventsAndAreReportedToo() {
        Phone anna = world.phone().call();
        Phone bert = world.phone().call();
        anna.session.bridge(bert.session);
        world.run(200);
        anna.press("42");
        world.run(1_500);
        assertThat(LegTest.digits(anna)).isEqualTo("42");
        assertThat(LegTest.digits(bert)).isEmpty();
        List<Phone.Heard> events =
                bert.heard.stream().filter(p -> p.payloadType() == 101).toList();
        assertThat(events).hasSize(16);
        assertThat(events.stream().map(Phone.Heard::timestamp).distinct()).hasSize(2);
        LegTest.assertContinuous(bert);
    }

    @Test
    void keysPassAsTonesToAFarEndWithoutEvents() {
        Phone anna = world.phone("0 101").call();
        Phone old = world.phone("8").call();
        anna.session.bridge(old.session);
        world.run(200);
        anna.press("1");
        world.run(400);
        short[] heard = Sound.last(old.sound(), 350);
        assertThat(Sound.strength(heard, 697)).isGreaterThan(1_000);
        assertThat(Sound.strength(heard, 1_209)).isGreaterThan(1_000);
    }

    @Test
    void whatIsPlayedToABridgedLegTakesTheOthersPlaceForAWhile() {
        Phone anna = world.phone().call();
        Phone bert = world.phone().call();
        bert.say(Sound.tone(900, MINUTE));
        anna.session.bridge(bert.session);
        world.run(1_000);
        anna.session.play(Sound.tone(500, 1_000));
        world.run(980);
        assertHears(anna, 500, 900);
        world.run(2_000);
        assertHears(anna, 900, 500);
        LegTest.assertContinuous(anna);
    }

    @Test
    void whileThePartnerSendsNothingSilenceIsFilledIn() {
        Phone anna = world.phone().call();
        Phone bert = world.phone().call();
        anna.session.bridge(bert.session);
        world.run(1_000);
        anna.sending = false;
        int before = bert.heard.size();
        world.run(200);
        assertThat(bert.heard.size() - before).isLessThan(2);
        world.run(1_000);
        assertThat(bert.heard.size() - before).isBetween(48, 52);
        anna.sending = true;
        anna.say(Sound.tone(500, MINUTE));
        world.run(1_000);
        assertHears(bert, 500, 900);
        assertThat(bert.heard.size() - before).isBetween(97, 103);
        LegTest.assertContinuous(bert);
    }

    @Test
    void anotherPartnerIsGivenTimeBeforeSilenceIsFilledIn() {
        Phone anna = world.phone().call();
        Phone bert = world.phone().call();
        Phone carl = world.phone().call();
        carl.sending = false;
        anna.session.bridge(bert.session);
        world.run(1_000);
        anna.session.bridge(carl.session);
        int before = anna.heard.size();
        world.run(180);
        carl.sending = true;
        carl.say(Sound.tone(900, MINUTE));
        world.run(1_000);
        assertThat(anna.heard.size() - before).isBetween(49, 51);
        assertThat(anna.heard.subList(before, anna.heard.size()))
                .filteredOn(Phone.Heard::marker)
                .hasSize(1);
        assertHears(anna, 900, 500);
        LegTest.assertContinuous(anna);
    }

    @Test
    void aLegThatClosesLeavesTheOtherAlone() {
        Phone anna = world.phone().call();
        Phone bert = world.phone().call();
        anna.session.bridge(bert.session);
        world.run(500);
        anna.session.close();
        world.run(500);
        bert.session.play(Sound.tone(500, 1_000));
        world.run(1_000);
        assertHears(bert, 500, 900);
    }

    @Test
    void everybodyInAMixHearsAllOthersAndNotThemselves() {
        Phone anna = world.phone("0 101").call();
        Phone bert = world.phone("8").call();
        Phone carl = world.phone("0").call();
        Mix mix = world.media.mix();
        int[] tones = {500, 900, 1_300};
        Phone[] all = {anna, bert, carl};
        for (int i = 0; i < 3; i++) {
            all[i].say(Sound.tone(tones[i], MINUTE));
            all[i].session.join(mix, Presence.FULL);
        }
        world.run(3_000);
        for (int i = 0; i < 3; i++) {
            short[] heard = Sound.last(all[i].sound(), 500);
            for (int j = 0; j < 3; j++) {
                double least = i == j ? 0 : 5_000;
                double most = i == j ? 60 : 7_000;
                assertThat(Sound.strength(heard, tones[j]))
                        .as("%d hears %d", i, j)
                        .isBetween(least, most);
            }
            LegTest.assertContinuous(all[i]);
        }
        mix.close();
        world.run(1_000);
        assertThat(Sound.loudest(Sound.last(anna.sound(), 800))).isZero();
    }

    @Test
    void presenceDecidesWhoSpeaksAndWhoHears() {
        Phone anna = world.phone().call();
        Phone bert = world.phone().call();
        anna.say(Sound.tone(500, MINUTE));
        bert.say(Sound.tone(900, MINUTE));
        Mix mix = world.media.mix();
        anna.session.join(mix, new Presence(false, true));
        bert.session.join(mix, Presence.FULL);
        world.run(1_000);
        assertHears(anna, 900, 500);
        assertThat(Sound.loudest(Sound.last(bert.sound(), 500))).isZero();
        anna.session.join(mix, new Presence(true, false));
        world.run(1_000);
        assertThat(Sound.loudest(Sound.last(anna.sound(), 500))).isZero();
        assertHears(bert, 500, 900);
        bert.session.leave(mix);
        world.run(1_000);
        assertThat(Sound.loudest(Sound.last(bert.sound(), 500))).isZero();
    }

    @Test
    void aVoiceForOneEarIsHeardByThatOneAlone() {
        Phone customer = world.phone().call();
        Phone agent = world.phone().call();
        Phone coach = world.phone().call();
        customer.say(Sound.tone(500, MINUTE));
        coach.say(Sound.tone(900, MINUTE));
        Mix mix = world.media.mix();
        customer.session.join(mix, Presence.FULL);
        agent.session.join(mix, Presence.FULL);
        coach.session.join(mix, new Presence(true, true, agent.session));
        world.run(1_000);
        short[] heard = Sound.last(agent.sound(), 500);
        assertThat(Sound.strength(heard, 500)).isBetween(5_000.0, 7_000.0);
        assertThat(Sound.strength(heard, 900)).isBetween(5_000.0, 7_000.0);
        assertThat(Sound.loudest(Sound.last(customer.sound(), 500))).isZero();
        assertHears(coach, 500, 900);
    }

    @Test
    void whatIsPlayedToAMixIsHeardByAllAndReported() {
        Phone anna = world.phone().call();
        Phone bert = world.phone().call();
        Mix mix = world.media.mix();
        anna.session.join(mix, Presence.FULL);
        bert.session.join(mix, Presence.FULL);
        List<MediaEvent> done = new ArrayList<>();
        mix.play(Sound.tone(500, 600), done::add);
        mix.play(Sound.tone(900, 600), done::add);
        world.run(600);
        assertHears(anna, 500, 900);
        assertHears(bert, 500, 900);
        world.run(1_000);
        assertThat(done).hasSize(2).allMatch(e -> e instanceof MediaEvent.Played played && played.complete());
    }

    @Test
    void loudVoicesTogetherAreClippedAndDoNotWrapAround() {
        Mix mix = world.media.mix();
        Phone listener = world.phone().call();
        listener.session.join(mix, new Presence(false, true));
        for (int i = 0; i < 8; i++) {
            Phone loud = world.phone().call();
            loud.say(new Audio(Tones.sines(30_000, MINUTE, 400), "loud"));
            loud.session.join(mix, Presence.FULL);
        }
        world.run(2_000);
        short[] heard = Sound.last(listener.sound(), 500);
        assertThat(Sound.strength(heard, 400)).isGreaterThan(32_000);
    }

    private static void assertHears(Phone phone, int frequency, int not) {
        short[] heard = Sound.last(phone.sound(), 500);
        assertThat(Sound.strength(heard, frequency)).isGreaterThan(5_000);
        assertThat(Sound.strength(heard, not)).isLessThan(100);
    }
}
