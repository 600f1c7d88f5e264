package org.offhook.media.tone;

import org.offhook.core.media.Audio;

/// Sounds made of sines. Levels are peak amplitudes of 16 bits; every tone fades in and out over 4 ms so that
/// it does not click.
public final class Tones {
    private static final int RATE = Audio.RATE;
    private static final int FADE = RATE / 250;

    private static final String KEYS = "123A456B789C*0#D";
    private static final int[] ROWS = {697, 770, 852, 941};
    private static final int[] COLUMNS = {1209, 1336, 1477, 1633};

    /// −10 dBm0 for each of the two sines of a key, roughly.
    private static final int KEY_LEVEL = 7_000;

    private Tones() {}

    /// Keys as tones, 100 ms each with 100 ms between; `w` waits 0.5 s, `W` 1 s.
    public static Audio keys(String keys) {
        short[][] parts = new short[keys.length()][];
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            parts[i] = switch (key) {
                case 'w' -> silence(500);
                case 'W' -> silence(1_000);
                default -> join(key(key, 100), silence(100));
            };
        }
        return new Audio(join(parts), "keys");
    }

    /// One key.
    ///
    /// @param key 0–9, `*`, `#`, A–D
    public static short[] key(char key, int milliseconds) {
        int index = KEYS.indexOf(key);
        if (index < 0) {
            throw new IllegalArgumentException("not a key");
        }
        return sines(KEY_LEVEL, milliseconds, ROWS[index / 4], COLUMNS[index % 4]);
    }

    /// The sum of sines, each with the same level.
    public static short[] sines(int level, int milliseconds, int... frequencies) {
        short[] samples = new short[milliseconds * RATE / 1000];
        for (int i = 0; i < samples.length; i++) {
            double sum = 0;
            for (int frequency : frequencies) {
                sum += Math.sin(2 * Math.PI * frequency * i / RATE);
            }
            double edge = Math.min(1.0, (1.0 + Math.min(i, samples.length - 1 - i)) / FADE);
            samples[i] = (short) Math.clamp(Math.round(sum * level * edge), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return samples;
    }

    private static short[] silence(int milliseconds) {
        return new short[milliseconds * RATE / 1000];
    }

    private static short[] join(short[]... parts) {
        int length = 0;
        for (short[] part : parts) {
            length += part.length;
        }
        short[] all = new short[length];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
