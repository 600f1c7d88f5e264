package org.offhook.media.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConcealerTest {
    private final Concealer concealer = new Concealer();

    @Test
    void aVoicedSoundGoesOnThroughALostFrame() {
        short[] sound = voice(1_600);
        short[] out = sound.clone();
        run(out, 800, 960);
        for (int i = 800; i < 880; i++) {
            assertThat(Math.abs(out[i] - sound[i])).as("sample %d", i).isLessThan(1_500);
        }
        assertThat(largestStep(out)).isLessThan(largestStep(sound) * 2);
    }

    @Test
    void aLongLossFadesToSilenceAndComesBackWithoutAClick() {
        short[] sound = voice(4_000);
        short[] out = sound.clone();
        run(out, 800, 3_200);
        for (int i = 800 + 480; i < 3_200; i++) {
            assertThat(out[i]).isZero();
        }
        assertThat(largestStep(out)).isLessThan(largestStep(sound) * 2);
        assertThat(out[3_300]).isEqualTo(sound[3_300]);
    }

    @Test
    void beforeAnythingWasHeardThereIsSilence() {
        short[] out = {1, 2, 3};
        concealer.conceal(out, 0, 3);
        assertThat(out).containsOnly(0);
    }

    private void run(short[] out, int lostFrom, int lostTo) {
        for (int at = 0; at < out.length; at += 160) {
            if (at >= lostFrom && at < lostTo) {
                concealer.conceal(out, at, 160);
            } else {
                concealer.heard(out, at, 160);
            }
        }
    }

    /// A pitch of 110 Hz with three harmonics.
    private static short[] voice(int count) {
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            double phase = 2 * Math.PI * 110 * i / 8_000;
            samples[i] = (short) (5_000 * Math.sin(phase) + 3_000 * Math.sin(2 * phase) + 2_000 * Math.sin(5 * phase));
        }
        return samples;
    }

    private static int largestStep(short[] samples) {
        int largest = 0;
        for (int i = 1; i < samples.length; i++) {
            largest = Math.max(largest, Math.abs(samples[i] - samples[i - 1]));
        }
        return largest;
    }
}
