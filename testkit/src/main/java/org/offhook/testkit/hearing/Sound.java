package org.offhook.testkit.hearing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;

/// Mono sound of telephone quality: linear 16-bit samples at 8,000 a second.
public final class Sound {

    public static final int RATE = 8_000;

    /// A root mean square below this is silence: µ-law noise and dither stay far under it.
    private static final double AUDIBLE = 80;

    private final short[] samples;

    private Sound(short[] samples) {
        this.samples = samples;
    }

    public static Sound of(short[] samples) {
        return new Sound(samples.clone());
    }

    public static Sound silence(Duration length) {
        return new Sound(new short[count(length)]);
    }

    /// A sine.
    ///
    /// @param level its amplitude, 1 being full scale
    public static Sound tone(double hertz, Duration length, double level) {
        short[] made = new short[count(length)];
        for (int i = 0; i < made.length; i++) {
            made[i] = (short) Math.round(level * 32_767 * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return new Sound(made);
    }

    /// Tones one after another, each of the same length: a melody that no other sound contains.
    public static Sound melody(Duration each, double... hertz) {
        Sound whole = silence(Duration.ZERO);
        for (double note : hertz) {
            whole = whole.then(tone(note, each, 0.4));
        }
        return whole;
    }

    public Sound then(Sound next) {
        short[] both = Arrays.copyOf(samples, samples.length + next.samples.length);
        System.arraycopy(next.samples, 0, both, samples.length, next.samples.length);
        return new Sound(both);
    }

    /// Both at once, clipped.
    public Sound with(Sound other) {
        short[] mixed = new short[Math.max(samples.length, other.samples.length)];
        for (int i = 0; i < mixed.length; i++) {
            int sum = (i < samples.length ? samples[i] : 0) + (i < other.samples.length ? other.samples[i] : 0);
            mixed[i] = (short) Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return new Sound(mixed);
    }

    public Sound times(int count) {
        Sound whole = silence(Duration.ZERO);
        for (int i = 0; i < count; i++) {
            whole = whole.then(this);
        }
        return whole;
    }

    /// The part from one time to another; what lies outside is left out.
    public Sound part(Duration from, Duration to) {
        int first = Math.clamp(count(from), 0, samples.length);
        int end = Math.clamp(count(to), first, samples.length);
        return new Sound(Arrays.copyOfRange(samples, first, end));
    }

    public Duration length() {
        return Duration.ofMillis(samples.length * 1_000L / RATE);
    }

    public short[] samples() {
        return samples.clone();
    }

    int size() {
        return samples.length;
    }

    short at(int index) {
        return samples[index];
    }

    /// Root mean square of all samples, 0 to 32,767.
    public double level() {
        return level(0, samples.length);
    }

    /// Root mean square of each window of this length.
    public double[] levels(Duration window) {
        int size = Math.max(1, count(window));
        double[] levels = new double[samples.length / size];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = level(i * size, (i + 1) * size);
        }
        return levels;
    }

    public boolean isSilence() {
        return Arrays.stream(levels(Duration.ofMillis(20))).noneMatch(level -> level > AUDIBLE);
    }

    /// How much of the time it can be heard, in windows of 20 ms.
    public Duration audible() {
        long windows = Arrays.stream(levels(Duration.ofMillis(20)))
                .filter(level -> level > AUDIBLE)
                .count();
        return Duration.ofMillis(windows * 20);
    }

    /// Without the silence before and after.
    public Sound trimmed() {
        double[] levels = levels(Duration.ofMillis(20));
        int first = 0;
        int end = levels.length;
        while (first < end && levels[first] <= AUDIBLE) {
            first++;
        }
        while (end > first && levels[end - 1] <= AUDIBLE) {
            end--;
        }
        return part(Duration.ofMillis(first * 20L), Duration.ofMillis(end * 20L));
    }

    /// Which part of all energy lies at this frequency, 0 to 1, over the audible time (Goertzel, windows of 50
    /// ms).
    public double share(double hertz) {
        int window = RATE / 20;
        double at = 0;
        double all = 0;
        for (int start = 0; start + window <= samples.length; start += window) {
            if (level(start, start + window) <= AUDIBLE) {
                continue;
            }
            at += power(start, window, hertz);
            for (int i = start; i < start + window; i++) {
                all += (double) samples[i] * samples[i];
            }
        }
        return all == 0 ? 0 : Math.min(1, at / all);
    }

    /// The energy at a frequency in a window (Goertzel), in the unit of the sum of squares.
    double power(int start, int size, double hertz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / RATE);
        double before = 0;
        double last = 0;
        for (int i = start; i < start + size; i++) {
            double next = samples[i] + coefficient * last - before;
            before = last;
            last = next;
        }
        return (before * before + last * last - coefficient * before * last) * 2 / size;
    }

    double level(int start, int end) {
        double sum = 0;
        for (int i = start; i < end; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return end > start ? Math.sqrt(sum / (end - start)) : 0;
    }

    byte[] littleEndian() {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }

    static Sound ofLittleEndian(byte[] bytes) {
        short[] samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new Sound(samples);
    }

    private static int count(Duration length) {
        return Math.toIntExact(length.toMillis() * RATE / 1_000);
    }

    @Override
    public String toString() {
        return "Sound of " + length().toMillis() + " ms, audible " + audible().toMillis() + " ms, level "
                + Math.round(level());
    }
}
