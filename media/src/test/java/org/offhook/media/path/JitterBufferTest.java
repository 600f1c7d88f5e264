package org.offhook.media.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JitterBufferTest {
    private final JitterBuffer buffer = new JitterBuffer();

    @ParameterizedTest
    @ValueSource(ints = {80, 160, 240, 320, 480, 264})
    void aSteadyStreamOfAnyPacketLengthComesOutWithoutABreak(int length) {
        StreamRig rig = new StreamRig(buffer, length);
        rig.runUntil(10_000);
        assertThat(rig.breaks(500, 10_000)).isZero();
        assertThat(buffer.late()).isZero();
        assertThat(rig.ageAt(9_900)).isLessThan(60 + length / 4);
    }

    @Test
    void reorderedAndDoubledPacketsComeOutInOrder() {
        Random random = new Random(1);
        StreamRig rig = new StreamRig(buffer, 160);
        rig.delay = _ -> random.nextInt(3) * 25;
        rig.copies = () -> 1 + random.nextInt(2);
        rig.runUntil(30_000);
        assertThat(rig.breaks(3_000, 30_000)).isLessThan(5);
    }

    @Test
    void jitterOfAHundredMillisecondsIsLearnedAndForgottenAgain() {
        Random random = new Random(2);
        StreamRig rig = new StreamRig(buffer, 160);
        rig.delay = at -> at < 20_000 ? random.nextInt(100) : 0;
        rig.runUntil(60_000);
        assertThat(rig.breaks(3_000, 20_000)).isLessThan(20);
        assertThat(rig.ageAt(19_000)).isBetween(80, 200);
        assertThat(rig.ageAt(59_000)).isLessThan(80);
    }

    @Test
    void oneLatePacketDoesNotDelayTheRestByItsLateness() {
        StreamRig rig = new StreamRig(buffer, 160);
        rig.delay = at -> at >= 4_000 && at < 4_020 ? 200 : 0;
        rig.runUntil(6_000);
        assertThat(buffer.late()).isEqualTo(1);
        assertThat(rig.ageAt(5_900)).isLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.002, 0.998})
    void aSendersClockThatIsFastOrSlowIsFollowed(double speed) {
        StreamRig rig = new StreamRig(buffer, 160);
        rig.speed = speed;
        rig.runUntil(120_000);
        assertThat(rig.ageAt(119_000)).isLessThan(120);
        assertThat(buffer.late()).isLessThan(20);
        assertThat(rig.breaks(500, 120_000)).isLessThan(100);
    }

    /// A network that stands still and then brings all at once.
    @ParameterizedTest
    @ValueSource(ints = {60, 100, 200, 300, 500, 700, 900, 1_500})
    void aGapWithABurstBehindItDelaysNothingForLong(int gap) {
        StreamRig rig = new StreamRig(buffer, 160);
        rig.delay = at -> at >= 4_000 && at < 4_000 + gap ? 4_000 + gap - at : 0;
        rig.runUntil(14_000);
        assertThat(rig.ageAt(13_900)).isLessThan(100);
        assertThat(rig.breaks(4_000 + gap + 100, 14_000)).isLessThan(20);
    }

    @Test
    void lossLeavesHolesOfJustThatSizeAndNoDelay() {
        Random random = new Random(3);
        StreamRig rig = new StreamRig(buffer, 160);
        rig.copies = () -> random.nextInt(100) < 5 ? 0 : 1;
        rig.runUntil(40_000);
        // 2,000 packets, of which a hundred are lost; each breaks the frame it is missing in and up to two behind it.
        assertThat(rig.breaks(500, 40_000)).isBetween(70, 350);
        assertThat(rig.ageAt(39_000)).isLessThan(80);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_234_567, -900_000_000, 40_000, -40_000, 4_000, -4_000})
    void aJumpOfTheTimestampIsFollowed(int jump) {
        StreamRig rig = new StreamRig(buffer, 160);
        rig.runUntil(3_000);
        rig.offset += jump;
        rig.runUntil(8_000);
        assertThat(rig.breaks(2_900, 8_000)).isLessThan(25);
        assertThat(rig.breaks(4_000, 8_000)).isZero();
        assertThat(rig.ageAt(7_900)).isLessThan(100);
    }

    @Test
    void anotherSourceIsHeardFromItsSecondPacketAndAStrayPacketIsNot() {
        StreamRig rig = new StreamRig(buffer, 160);
        rig.runUntil(2_000);
        buffer.put(99, 777_777, new short[160], 160);
        buffer.put(7, 777_777, new short[160], 160);
        rig.runUntil(3_000);
        assertThat(rig.breaks(1_900, 3_000)).isZero();
        rig.ssrc = 100;
        rig.offset = 500;
        rig.runUntil(4_000);
        assertThat(rig.breaks(2_900, 4_000)).isLessThan(5);
        assertThat(rig.breaks(3_200, 4_000)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterThirtySecondsOfNothingSoundIsHeardAgainAtOnce(boolean timestampRuns) {
        StreamRig rig = new StreamRig(buffer, 160);
        rig.runUntil(2_000);
        rig.copies = () -> 0;
        rig.runUntil(32_000);
        if (!timestampRuns) {
            rig.offset -= 240_000;
        }
        rig.copies = () -> 1;
        rig.runUntil(34_000);
        assertThat(rig.breaks(32_150, 34_000)).isZero();
        assertThat(rig.ageAt(33_900)).isLessThan(100);
    }

    @Test
    void absurdLengthsAreNotTaken() {
        buffer.put(1, 0, new short[65_000], 65_000);
        buffer.put(1, 0, new short[1], 0);
        assertThat(buffer.take(new short[160], 160)).isFalse();
    }
}
