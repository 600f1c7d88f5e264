package org.offhook.testkit.hearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SoundTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aToneHasItsEnergyAtItsFrequencyOnly() {
        Sound tone = Sound.tone(700, SECOND, 0.3);

        assertThat(tone.share(700)).isGreaterThan(0.95);
        assertThat(tone.share(900)).isLessThan(0.05);
        assertThat(tone.isSilence()).isFalse();
        assertThat(Sound.silence(SECOND).isSilence()).isTrue();
    }

    @Test
    void twoTonesShareTheEnergy() {
        Sound both = Sound.tone(500, SECOND, 0.3).with(Sound.tone(1300, SECOND, 0.3));

        assertThat(both.share(500)).isBetween(0.45, 0.55);
        assertThat(both.share(1300)).isBetween(0.45, 0.55);
    }

    @Test
    void muLawKeepsASampleWithinItsStep() {
        for (int sample = -32_000; sample <= 32_000; sample += 97) {
            short back = MuLaw.decode(MuLaw.encode((short) sample));

            assertThat(Math.abs(back - sample)).as("sample %d", sample).isLessThanOrEqualTo(4 + Math.abs(sample) / 16);
        }
    }

    @Test
    void keysAreFoundInNoiseOfSpeech() {
        Sound speech = Sounds.spoken("Please press a key now.", "-v", "en-us");

        assertThat(KeyTones.in(KeyTones.of("13579*0#"))).isEqualTo("13579*0#");
        assertThat(KeyTones.in(speech.then(KeyTones.of("42")))).isEqualTo("42");
        assertThat(KeyTones.in(speech)).isEmpty();
    }

    @Test
    void wordsAreFoundInARecordingAndOtherWordsAreNot() {
        Sound wanted = Sounds.spoken("Welcome to the weather line.", "-v", "en-us");
        Sound other = Sounds.spoken("Your parcel has been delivered.", "-v", "en-us");
        Sound recording =
                Sound.silence(Duration.ofMillis(333)).then(throughMuLaw(wanted)).then(other);

        Likeness found = Likeness.of(wanted, recording);

        assertThat(found.score()).isGreaterThan(0.95);
        assertThat(found.at()).isBetween(Duration.ofMillis(320), Duration.ofMillis(345));
        assertThat(Likeness.of(wanted, other).score()).isLessThan(0.6);
    }

    @Test
    void aMelodyIsFoundOnlyInItsOrder() {
        Sound rising = Sound.melody(Duration.ofMillis(200), 400, 700, 1100, 1600);
        Sound falling = Sound.melody(Duration.ofMillis(200), 1600, 1100, 700, 400);

        assertThat(Likeness.of(rising, throughMuLaw(rising)).score()).isGreaterThan(0.95);
        assertThat(Likeness.of(rising, falling).score()).isLessThan(0.6);
    }

    @Test
    void aFileThatIsCutOffIsNotPlayable() {
        Sound tone = Sound.tone(440, SECOND, 0.5);
        byte[] whole = Sounds.wav(tone);

        assertThat(Sounds.read(whole).share(440)).isGreaterThan(0.95);
        assertThatThrownBy(() -> Sounds.read(java.util.Arrays.copyOf(whole, 30)))
                .isInstanceOf(AssertionError.class);
    }

    private static Sound throughMuLaw(Sound sound) {
        short[] samples = sound.samples();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = MuLaw.decode(MuLaw.encode(samples[i]));
        }
        return Sound.of(samples);
    }
}
