package org.offhook.server.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.recordings.RecordingSink;

/// What the phone takes for heard.
class HearingTest {

    private final Ear ear = new Ear(null);
    private final Captions captions = new Captions(ear::loud);

    @Test
    void aLineIsHeardWhenSoundComesWithIt() {
        captions.begin(Duration.ofSeconds(1), "Welcome.");
        ear.write(tone(800), 800);
        captions.begin(Duration.ofSeconds(2), "Press one.");
        ear.write(new short[8000], 8000);

        assertThat(captions.heard())
                .containsExactly(
                        new Heard(Duration.ofSeconds(1), "Welcome.", true),
                        new Heard(Duration.ofSeconds(2), "Press one.", false));
    }

    @Test
    void soundBeforeItsCaptionProvesNothing() {
        ear.write(tone(8000), 8000);
        captions.begin(Duration.ofSeconds(1), "Welcome.");

        assertThat(captions.heard()).extracting(Heard::sound).containsExactly(false);
    }

    @Test
    void aClickIsNoSpeech() {
        captions.begin(Duration.ZERO, "Welcome.");
        ear.write(tone(160), 160);

        assertThat(captions.heard()).extracting(Heard::sound).containsExactly(false);
    }

    @Test
    void theNoiseOfALineIsSilenceAndAWhisperIsNot() {
        ear.write(noise(8000, 50), 8000);
        assertThat(ear.loud()).isZero();

        ear.write(noise(8000, 1000), 8000);
        assertThat(ear.loud()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void framesAreMeasuredHoweverTheSamplesAreCut() {
        short[] tone = tone(1600);
        for (int i = 0; i < 1600; i += 100) {
            ear.write(java.util.Arrays.copyOfRange(tone, i, i + 100), 100);
        }

        assertThat(ear.loud()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void whatIsHeardIsHandedOn() {
        List<Integer> lengths = new ArrayList<>();
        boolean[] closed = {false};
        Ear recording = new Ear(new RecordingSink() {
            @Override
            public void write(short[] samples, int length) {
                lengths.add(length);
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        });
        recording.write(tone(160), 160);
        recording.close();

        assertThat(lengths).containsExactly(160);
        assertThat(closed[0]).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "press one, true",
        "PRESS ONE FOR SALES, true",
        "'Press one, for sales!', true",
        "for sales thank you, true",
        "press on, false",
        "sales press, false",
        "secret, false"
    })
    void expectationsAreWordsInTheirOrderThatCameWithSound(String expected, boolean met) {
        List<Heard> heard = List.of(
                new Heard(Duration.ZERO, "Press one for sales.", true),
                new Heard(Duration.ZERO, "The secret.", false),
                new Heard(Duration.ZERO, "Thank you.", true));

        assertThat(PhoneReport.judge(List.of(expected), heard))
                .containsExactly(new PhoneReport.Expectation(expected, met));
    }

    private static short[] tone(int samples) {
        short[] tone = new short[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (short) (8000 * Math.sin(2 * Math.PI * 440 * i / 8000));
        }
        return tone;
    }

    private static short[] noise(int samples, int most) {
        java.util.Random random = new java.util.Random(1);
        short[] noise = new short[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (short) random.nextInt(-most, most + 1);
        }
        return noise;
    }
}
