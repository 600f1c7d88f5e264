package org.offhook.media.machine;

import org.offhook.core.media.Audio;

/// Finds a single steady tone, such as a beep or the tones of a fax, frame by frame of 160 samples.
///
/// The frequency of a frame is that of the sine which predicts each sample best from its two neighbours; a
/// frame is a tone when that sine, looked for nearby with Goertzel's filter, holds most of the frame's energy. A
/// voice has such frames now and then, but no seven of the same frequency in a row.
final class ToneFinder {

    /// Mean square below which nothing is looked for: −46 dBm0 or so.
    private static final double QUIET = 20_000;

    private static final double SHARE = 0.85;

    /// Frames of one tone may differ by so much, in Hz.
    private static final int STEADY = 20;

    private static final int LOWEST = 350;
    private static final int HIGHEST = 2_600;

    /// Noise of a tenth of the power moves the guess by so much, in Hz.
    private static final int WIDE = 100;

    private static final int COARSE = 20;
    private static final int FINE = 5;

    private int frequency;
    private int length;

    /// Takes the next frame.
    ///
    /// @return how many frames the tone lasts that it belongs to; 0 when it is none
    int frame(short[] samples, int count) {
        int found = frequency(samples, count);
        length = found == 0 ? 0 : Math.abs(found - frequency) <= STEADY ? length + 1 : 1;
        frequency = found;
        return length;
    }

    /// Of the frame taken last, in Hz.
    int frequency() {
        return frequency;
    }

    private static int frequency(short[] samples, int count) {
        double energy = 0;
        double across = 0;
        double middle = 0;
        for (int i = 0; i < count; i++) {
            energy += samples[i] * samples[i];
        }
        if (energy < QUIET * count) {
            return 0;
        }
        for (int i = 1; i < count - 1; i++) {
            across += samples[i] * (samples[i - 1] + samples[i + 1]);
            middle += 2.0 * samples[i] * samples[i];
        }
        double cosine = across / middle;
        if (cosine <= -1 || cosine >= 1) {
            return 0;
        }
        int guess = (int) Math.round(Math.acos(cosine) * Audio.RATE / (2 * Math.PI));
        if (guess < LOWEST || guess > HIGHEST) {
            return 0;
        }
        int best = strongest(samples, count, guess, WIDE, COARSE);
        best = strongest(samples, count, best, COARSE, FINE);
        double most = power(samples, count, best);
        // A sine of energy E over N samples has the Goertzel power E * N / 2.
        return most * 2 / (energy * count) >= SHARE ? best : 0;
    }

    private static int strongest(short[] samples, int count, int middle, int reach, int step) {
        int best = middle;
        double most = 0;
        for (int f = middle - reach; f <= middle + reach; f += step) {
            double power = power(samples, count, f);
            if (power > most) {
                most = power;
                best = f;
            }
        }
        return best;
    }

    private static double power(short[] samples, int count, int frequency) {
        double coefficient = 2 * Math.cos(2 * Math.PI * frequency / Audio.RATE);
        double a = 0;
        double b = 0;
        for (int i = 0; i < count; i++) {
            double next = samples[i] + coefficient * a - b;
            b = a;
            a = next;
        }
        return a * a + b * b - coefficient * a * b;
    }
}
