package org.offhook.testkit.hearing;

import java.time.Duration;

/// The tones of telephone keys (ITU-T Q.23), made and recognised.
public final class KeyTones {

    private static final double[] LOW = {697, 770, 852, 941};
    private static final double[] HIGH = {1209, 1336, 1477, 1633};
    private static final String KEYS = "123A456B789C*0#D";
    private static final int WINDOW = Sound.RATE / 50;
    private static final double PURITY = 0.7;
    private static final double AUDIBLE = 200;
    private static final int WINDOWS_NEEDED = 2;

    private KeyTones() {}

    /// Each key for 100 ms, with pauses of 100 ms.
    public static Sound of(String keys) {
        Duration length = Duration.ofMillis(100);
        Sound whole = Sound.silence(Duration.ZERO);
        for (int i = 0; i < keys.length(); i++) {
            int index = KEYS.indexOf(keys.charAt(i));
            if (index < 0) {
                throw new IllegalArgumentException("no key " + keys.charAt(i));
            }
            Sound both = Sound.tone(LOW[index / 4], length, 0.25).with(Sound.tone(HIGH[index % 4], length, 0.25));
            whole = whole.then(both).then(Sound.silence(length));
        }
        return whole;
    }

    /// The keys that are heard in a sound, in their order. A key lasts at least 40 ms.
    public static String in(Sound sound) {
        StringBuilder keys = new StringBuilder();
        char current = 0;
        int windows = 0;
        for (int start = 0; start + WINDOW <= sound.size(); start += WINDOW) {
            char key = keyAt(sound, start);
            windows = key == current ? windows + 1 : 1;
            current = key;
            if (key != 0 && windows == WINDOWS_NEEDED) {
                keys.append(key);
            }
        }
        return keys.toString();
    }

    private static char keyAt(Sound sound, int start) {
        double level = sound.level(start, start + WINDOW);
        if (level < AUDIBLE) {
            return 0;
        }
        int low = strongest(sound, start, LOW);
        int high = strongest(sound, start, HIGH);
        double both = sound.power(start, WINDOW, LOW[low]) + sound.power(start, WINDOW, HIGH[high]);
        return both > PURITY * level * level * WINDOW ? KEYS.charAt(low * 4 + high) : 0;
    }

    private static int strongest(Sound sound, int start, double[] frequencies) {
        int best = 0;
        for (int i = 1; i < frequencies.length; i++) {
            if (sound.power(start, WINDOW, frequencies[i]) > sound.power(start, WINDOW, frequencies[best])) {
                best = i;
            }
        }
        return best;
    }
}
