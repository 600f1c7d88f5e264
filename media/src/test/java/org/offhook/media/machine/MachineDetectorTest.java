package org.offhook.media.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.AnsweredBy;
import org.offhook.core.media.MachineDetection;
import org.offhook.core.media.MediaEvent;
import org.offhook.media.machine.Corpus.Sample;
import org.offhook.media.tone.Tones;

/// How well people and machines are told apart; the figures stand in docs/machine-detection.md.
class MachineDetectorTest {

    private static final int FRAME = 160;
    private static List<Sample> corpus = List.of();

    @BeforeAll
    static void speak() throws Exception {
        corpus = Corpus.make();
    }

    @Test
    void peopleMachinesAndFaxesAreToldApart() {
        Score score = share(false, Sample::start);
        assertThat(score.right()).as(score.table()).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void theEndOfAGreetingIsFoundByItsBeepOrBySilence() {
        Score score = share(true, Sample::end);
        assertThat(score.right()).as(score.table()).isGreaterThanOrEqualTo(0.95);
    }

    private interface Truth {
        AnsweredBy of(Sample sample);
    }

    private record Score(double right, String table) {}

    private static Score share(boolean untilEnd, Truth truth) {
        Map<AnsweredBy, int[]> counts = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (Sample sample : corpus) {
            AnsweredBy expected = truth.of(sample);
            AnsweredBy found = judge(sample.sound(), untilEnd, 2400);
            int[] count = counts.computeIfAbsent(expected, _ -> new int[2]);
            count[1]++;
            if (found == expected) {
                right++;
                count[0]++;
            } else {
                wrong.add(sample.name() + ": " + found);
            }
        }
        StringBuilder table = new StringBuilder(untilEnd ? "until the end:" : "start:");
        counts.forEach((who, count) -> table.append(' ')
                .append(who.text())
                .append(' ')
                .append(count[0])
                .append('/')
                .append(count[1]));
        return new Score((double) right / corpus.size(), table + "\n" + String.join("\n", wrong));
    }

    @Test
    void aBeepIsToldWhenItIsOver() {
        short[] sound = new short[8_000];
        short[] beep = Tones.sines(5_000, 600, 1_000);
        System.arraycopy(beep, 0, sound, 1_600, beep.length);
        List<MediaEvent> events = new ArrayList<>();
        MachineDetector detector = detector(true, 2400, events);
        int at = 0;
        while (events.isEmpty() && at < sound.length) {
            detector.frame(Arrays.copyOfRange(sound, at, at + FRAME), new short[FRAME]);
            at += FRAME;
        }
        assertThat(events).containsExactly(new MediaEvent.Detected(3, AnsweredBy.MACHINE_END_BEEP));
        assertThat(at).isBetween(1_600 + beep.length, 1_600 + beep.length + 2 * FRAME);
    }

    @Test
    void theThresholdDecidesBetweenALongHelloAndAShortGreeting() {
        short[] sound = new short[80_000];
        short[] voice = Tones.sines(3_000, 3_000, 200, 310, 700);
        System.arraycopy(voice, 0, sound, 4_000, voice.length);
        assertThat(judge(sound, false, 2_400)).isEqualTo(AnsweredBy.MACHINE_START);
        assertThat(judge(sound, false, 4_000)).isEqualTo(AnsweredBy.HUMAN);
    }

    @Test
    void keysAndRingingTonesAreNoBeep() {
        for (short[] tone : List.of(Tones.key('5', 300), Tones.sines(4_000, 1_500, 440, 480))) {
            short[] sound = new short[24_000];
            System.arraycopy(tone, 0, sound, 800, tone.length);
            assertThat(judge(sound, true, 2_400)).isNotEqualTo(AnsweredBy.MACHINE_END_BEEP);
        }
    }

    private static @Nullable AnsweredBy judge(short[] sound, boolean untilEnd, int threshold) {
        List<MediaEvent> events = new ArrayList<>();
        MachineDetector detector = detector(untilEnd, threshold, events);
        for (int at = 0; at + FRAME <= sound.length; at += FRAME) {
            detector.frame(Arrays.copyOfRange(sound, at, at + FRAME), new short[FRAME]);
        }
        assertThat(events).hasSizeLessThanOrEqualTo(1);
        return events.isEmpty() ? null : ((MediaEvent.Detected) events.getFirst()).who();
    }

    private static MachineDetector detector(boolean untilEnd, int threshold, List<MediaEvent> events) {
        return new MachineDetector(3, MachineDetection.of(untilEnd, 30, threshold, 1200, 5000), events::add);
    }
}
