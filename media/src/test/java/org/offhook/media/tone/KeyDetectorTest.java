package org.offhook.media.tone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.media.Espeak;
import org.offhook.media.codec.Law;

class KeyDetectorTest {
    private static final String KEYS = "0123456789*#ABCD";

    @ParameterizedTest
    @ValueSource(strings = {"PCMU", "PCMA"})
    void everyKeyIsFoundOnceThroughTheCodec(String codec) {
        short[] samples = Espeak.samples(Tones.keys(KEYS + "5577"));
        ByteBuffer bytes = ByteBuffer.allocate(samples.length);
        Law.valueOf(codec).encode(samples, 0, samples.length, bytes, 0);
        Law.valueOf(codec).decode(bytes, 0, samples.length, samples, 0);
        assertThat(detect(samples)).isEqualTo(KEYS + "5577");
    }

    @Test
    void shortPressesOfFiftyMillisecondsAreFoundInNoiseAtAnyLevel() {
        Random random = new Random(24);
        for (int level : new int[] {300, 1_000, 5_000, 14_000}) {
            short[] samples = new short[8_000 * 4];
            StringBuilder keys = new StringBuilder();
            for (int at = 400; at < samples.length - 1_000; at += 800) {
                char key = KEYS.charAt(random.nextInt(KEYS.length()));
                keys.append(key);
                short[] tone = Tones.key(key, 50);
                for (int i = 0; i < tone.length; i++) {
                    samples[at + i] = (short) (tone[i] * level / 7_000);
                }
            }
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) (samples[i] + random.nextGaussian() * level / 12);
            }
            assertThat(detect(samples)).as("level %d", level).isEqualTo(keys.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1", "1, 2.2", "1, 1"})
    void twistWithinTheStandardIsAccepted(double row, double column) {
        assertThat(detect(twisted(row, column, 1.0))).isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "1, 5"})
    void twistBeyondTheStandardIsNoKey(double row, double column) {
        assertThat(detect(twisted(row, column, 1.0))).isEmpty();
    }

    @Test
    void frequenciesAPercentOffAreKeysAndFourPercentOffAreNone() {
        assertThat(detect(twisted(1, 1, 1.012))).isEqualTo("5");
        assertThat(detect(twisted(1, 1, 0.988))).isEqualTo("5");
        assertThat(detect(twisted(1, 1, 1.045))).isEmpty();
        assertThat(detect(twisted(1, 1, 0.955))).isEmpty();
    }

    @Test
    void callProgressTonesAndNoiseAreNoKeys() {
        assertThat(detect(Tones.sines(8_000, 3_000, 440, 480))).isEmpty();
        assertThat(detect(Tones.sines(8_000, 3_000, 697))).isEmpty();
        assertThat(detect(Tones.sines(8_000, 3_000, 350, 440))).isEmpty();
        Random random = new Random(5);
        short[] noise = new short[80_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (random.nextGaussian() * 6_000);
        }
        assertThat(detect(noise)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"en-us", "en-gb", "de", "fr", "es", "it", "en-us+f3", "de+f2", "fr+f4", "en-us+m7", "ru", "cmn"})
    void speechIsNoKey(String voice) throws IOException {
        String text = "This is a long text about nothing at all, spoken to find out whether a voice is taken for keys. "
                + "Peter Piper picked a peck of pickled peppers; she sells sea shells on the sea shore. "
                + "One two three four five six seven eight nine zero. Your account balance is nine hundred and "
                + "ninety nine. Beep beep, said the road runner, and ooo, eee, aaa, said the doctor. ";
        short[] samples = Espeak.samples(Espeak.say(voice, text.repeat(3)));
        assertThat(samples.length).isGreaterThan(8_000 * 20);
        assertThat(detect(samples)).isEmpty();
    }

    @Test
    void aKeyPressedWhileSomebodySpeaksSoftlyIsFound() throws IOException {
        short[] samples = Espeak.samples(Espeak.say("en-us", "please press a key while I am speaking to you, now"));
        short[] tone = Tones.key('8', 150);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (samples[i] / 16 + (i >= 8_000 && i < 8_000 + tone.length ? tone[i - 8_000] : 0));
        }
        assertThat(detect(samples)).isEqualTo("8");
    }

    private static short[] twisted(double row, double column, double shift) {
        short[] samples = new short[2_000];
        for (int i = 200; i < 1_400; i++) {
            double sum = row * Math.sin(2 * Math.PI * 770 * shift * i / 8_000)
                    + column * Math.sin(2 * Math.PI * 1336 * shift * i / 8_000);
            samples[i] = (short) (sum * 4_000);
        }
        return samples;
    }

    private static String detect(short[] samples) {
        KeyDetector detector = new KeyDetector();
        StringBuilder keys = new StringBuilder();
        for (int at = 0; at < samples.length; at += 160) {
            short[] frame = Arrays.copyOfRange(samples, at, at + 160);
            char key = detector.frame(frame, 160);
            if (key != 0) {
                keys.append(key);
            }
        }
        return keys.toString();
    }
}
