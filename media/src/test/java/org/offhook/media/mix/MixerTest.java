package org.offhook.media.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MixerTest {

    @Test
    void everybodyHearsTheSumOfTheOthers() {
        Random random = new Random(1);
        short[][] voices = new short[20][160];
        Mixer mixer = new Mixer(160);
        mixer.add(voices[0]);
        mixer.clear();
        for (short[] voice : voices) {
            for (int i = 0; i < voice.length; i++) {
                voice[i] = (short) random.nextInt(Short.MIN_VALUE, Short.MAX_VALUE + 1);
            }
            mixer.add(voice);
        }
        short[] heard = new short[160];
        for (int own = 0; own < voices.length; own++) {
            mixer.allBut(voices[own], heard);
            for (int i = 0; i < 160; i++) {
                long sum = 0;
                for (int other = 0; other < voices.length; other++) {
                    sum += other == own ? 0 : voices[other][i];
                }
                assertThat((long) heard[i]).isEqualTo(Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE));
            }
        }
    }

    @Test
    void oneWhoIsNotInTheSumHearsAllOfIt() {
        Mixer mixer = new Mixer(2);
        mixer.clear();
        mixer.add(new short[] {30_000, -30_000});
        mixer.add(new short[] {30_000, 1});
        short[] heard = new short[2];
        mixer.all(heard);
        assertThat(heard).containsExactly(Short.MAX_VALUE, (short) -29_999);
        assertThat(mixer.voices()).isEqualTo(2);
    }
}
