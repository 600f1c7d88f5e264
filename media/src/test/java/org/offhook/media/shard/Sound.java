package org.offhook.media.shard;

import java.util.Arrays;
import org.offhook.core.media.Audio;
import org.offhook.media.tone.Tones;

/// Sounds for tests, and how to find them again.
final class Sound {
    private Sound() {}

    static Audio tone(int frequency, int milliseconds) {
        return new Audio(Tones.sines(6_000, milliseconds, frequency), frequency + " Hz");
    }

    /// How strong a frequency is in samples: the amplitude of its sine.
    static double strength(short[] samples, int frequency) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < samples.length; i++) {
            double angle = 2 * Math.PI * frequency * i / 8_000;
            real += samples[i] * Math.cos(angle);
            imaginary += samples[i] * Math.sin(angle);
        }
        return 2 * Math.hypot(real, imaginary) / Math.max(1, samples.length);
    }

    /// The last milliseconds of what was heard.
    static short[] last(short[] samples, int milliseconds) {
        return Arrays.copyOfRange(samples, Math.max(0, samples.length - milliseconds * 8), samples.length);
    }

    static int loudest(short[] samples) {
        int loudest = 0;
        for (short sample : samples) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        return loudest;
    }
}
