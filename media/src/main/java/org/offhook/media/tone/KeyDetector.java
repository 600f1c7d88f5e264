package org.offhook.media.tone;

/// Finds keys pressed in-band (ITU-T Q.24), frame by frame of 160 samples.
///
/// Each 102-sample block (12.75 ms, the length at which the eight frequencies fall best between the bins of
/// Goertzel's filter) is judged alone: one frequency of each group must stand out from the others of its group,
/// the two must be near in level (twist), and together they must hold most of the energy of the block. Speech
/// has the frequencies now and then, never all the energy in them for long: a key counts when two blocks in a
/// row agree and another ends when two blocks in a row disagree. Energy shares make the judgement independent
/// of the level.
public final class KeyDetector {
    private static final int BLOCK = 102;
    private static final int RATE = 8000;
    private static final String KEYS = "123A456B789C*0#D";
    private static final int[] FREQUENCIES = {697, 770, 852, 941, 1209, 1336, 1477, 1633};

    /// Mean square below which nothing is looked for: −42 dBm0 or so.
    private static final double QUIET = 40_000.0;

    /// Share of a block's energy that the two sines must have.
    private static final double SHARE = 0.80;

    /// How much a frequency must stand above the others of its group: 8 dB.
    private static final double STANDS_OUT = 6.3;

    /// Row above column by at most 4 dB; column above row by at most 8 dB (Q.24 and common practice, in power).
    private static final double ROW_TWIST = 2.51;

    private static final double COLUMN_TWIST = 6.31;

    private static final float[] COEFFICIENTS = new float[FREQUENCIES.length];

    static {
        for (int i = 0; i < FREQUENCIES.length; i++) {
            COEFFICIENTS[i] = (float) (2 * Math.cos(2 * Math.PI * FREQUENCIES[i] / RATE));
        }
    }

    private final short[] block = new short[BLOCK];
    private final double[] power = new double[FREQUENCIES.length];
    private int filled;
    private char previous;
    private char pressed;
    private int misses;

    /// Takes the next samples.
    ///
    /// @return the key whose press was recognised in them, else 0
    public char frame(short[] samples, int count) {
        char began = 0;
        int at = 0;
        while (at < count) {
            int take = Math.min(count - at, BLOCK - filled);
            System.arraycopy(samples, at, block, filled, take);
            at += take;
            filled += take;
            if (filled == BLOCK) {
                char press = judge(found());
                began = press == 0 ? began : press;
                filled = 0;
            }
        }
        return began;
    }

    /// Whether a key is down.
    public boolean down() {
        return pressed != 0;
    }

    /// The key that the block just filled holds, or 0.
    private char found() {
        long total = 0;
        for (short sample : block) {
            total += sample * sample;
        }
        if (total < QUIET * BLOCK) {
            return 0;
        }
        for (int f = 0; f < power.length; f++) {
            power[f] = power(COEFFICIENTS[f]);
        }
        int row = strongest(0);
        int column = strongest(4);
        if (!standsOut(row, 0) || !standsOut(column, 4)) {
            return 0;
        }
        if (power[row] > power[column] * ROW_TWIST || power[column] > power[row] * COLUMN_TWIST) {
            return 0;
        }
        // A sine of energy E over N samples has the Goertzel power E * N / 2.
        double share = (power[row] + power[column]) * 2 / ((double) total * BLOCK);
        return share < SHARE ? 0 : KEYS.charAt(row * 4 + column - 4);
    }

    /// Goertzel's filter over the block.
    private double power(float coefficient) {
        float a = 0;
        float b = 0;
        for (short sample : block) {
            float next = sample + coefficient * a - b;
            b = a;
            a = next;
        }
        return (double) a * a + (double) b * b - coefficient * (double) a * b;
    }

    private int strongest(int from) {
        int best = from;
        for (int f = from + 1; f < from + 4; f++) {
            best = power[f] > power[best] ? f : best;
        }
        return best;
    }

    private boolean standsOut(int index, int from) {
        for (int f = from; f < from + 4; f++) {
            if (f != index && power[f] * STANDS_OUT > power[index]) {
                return false;
            }
        }
        return true;
    }

    /// Two equal blocks make a press; two blocks without it end it.
    private char judge(char block) {
        char before = previous;
        previous = block;
        if (pressed != 0) {
            misses = block == pressed ? 0 : misses + 1;
            if (misses < 2) {
                return 0;
            }
            pressed = 0;
        }
        if (block != 0 && block == before) {
            pressed = block;
            misses = 0;
            return block;
        }
        return 0;
    }
}
