package org.offhook.core.verbs.waiting;

import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.media.Audio;

/// The music of a platform whose customer brings none: a slow round of broken chords.
public final class HoldMusic {

    /// Semitones above A3, four notes of a chord each.
    private static final int[] NOTES = {0, 3, 7, 12, -4, 0, 3, 8, -7, -4, 0, 5, -5, -1, 2, 7};

    private static final double A3 = 220;
    private static final double LEVEL = 2500;
    private static final int NOTE_MILLIS = 600;

    /// How fast a note fades, per second.
    private static final double FADE = 3;

    private HoldMusic() {}

    /// Plays until the script is called away.
    public static void play(CallLeg leg) {
        leg.playback().tone(Melody.AUDIO);
        try {
            leg.inbox().await(() -> false);
        } finally {
            leg.playback().stop();
        }
    }

    /// Made when somebody waits first: a sine is dear.
    private static final class Melody {
        private static final Audio AUDIO = new Audio(compose(), "hold music");

        private static short[] compose() {
            int length = NOTE_MILLIS * Audio.RATE / 1000;
            short[] samples = new short[length * NOTES.length];
            for (int i = 0; i < samples.length; i++) {
                int at = i % length;
                double seconds = (double) at / Audio.RATE;
                double frequency = A3 * Math.pow(2, NOTES[i / length] / 12.0);
                double attack = Math.min(1, at / (0.01 * Audio.RATE));
                double shape = attack * Math.exp(-FADE * seconds);
                samples[i] = (short) (LEVEL * shape * Math.sin(2 * Math.PI * frequency * seconds));
            }
            return samples;
        }
    }
}
