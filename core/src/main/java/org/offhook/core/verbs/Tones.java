package org.offhook.core.verbs;

import org.offhook.core.media.Audio;

/// The tones that verbs play.
public final class Tones {

    private static final double LEVEL = 6000;
    private static final Audio BEEP = new Audio(tone(400, 1000), "beep");

    private Tones() {}

    /// Says that a recording begins.
    static Audio beep() {
        return BEEP;
    }

    /// One cycle of the ringing tone of a country (ITU-T E.180), to be repeated.
    ///
    /// @param country two letters; unknown ones ring as most of Europe does
    public static Audio ringing(String country) {
        return switch (country) {
            case "us", "us-old" -> Ringing.AMERICA;
            case "uk", "nz", "au", "sg", "za", "in", "my" -> Ringing.COMMONWEALTH;
            case "jp" -> Ringing.JAPAN;
            default -> Ringing.EUROPE;
        };
    }

    /// Made when somebody rings first: a sine is dear, and a ringing tone is always the same.
    private static final class Ringing {
        private static final Audio AMERICA = ringing(tone(2000, 440, 480), silence(4000));
        private static final Audio COMMONWEALTH =
                ringing(tone(400, 400, 450), silence(200), tone(400, 400, 450), silence(2000));
        private static final Audio JAPAN = ringing(tone(1000, 384, 416), silence(2000));
        private static final Audio EUROPE = ringing(tone(1000, 425), silence(4000));

        private static Audio ringing(short[]... parts) {
            return new Audio(join(parts), "ringing tone");
        }
    }

    private static short[] tone(int millis, double... frequencies) {
        short[] samples = new short[millis * Audio.RATE / 1000];
        for (int i = 0; i < samples.length; i++) {
            double sum = 0;
            for (double frequency : frequencies) {
                sum += Math.sin(2 * Math.PI * frequency * i / Audio.RATE);
            }
            samples[i] = (short) (LEVEL * sum / frequencies.length);
        }
        return samples;
    }

    private static short[] silence(int millis) {
        return new short[millis * Audio.RATE / 1000];
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
