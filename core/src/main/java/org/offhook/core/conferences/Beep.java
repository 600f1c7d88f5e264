package org.offhook.core.conferences;

import org.offhook.core.media.Audio;

/// What a conference sounds like at its door.
final class Beep {

    private static final double LEVEL = 4000;
    private static final int MILLIS = 120;

    /// Up: somebody comes.
    static final Audio ENTER = new Audio(tone(600, 800), "beep");

    /// Down: somebody goes.
    static final Audio EXIT = new Audio(tone(800, 600), "beep");

    private Beep() {}

    private static short[] tone(double... frequencies) {
        int length = MILLIS * Audio.RATE / 1000;
        short[] samples = new short[length * frequencies.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (LEVEL * Math.sin(2 * Math.PI * frequencies[i / length] * i / Audio.RATE));
        }
        return samples;
    }
}
