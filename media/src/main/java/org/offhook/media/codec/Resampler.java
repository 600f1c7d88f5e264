package org.offhook.media.codec;

/// Brings samples of any rate to another by a windowed-sinc filter in phases: one set of taps for each position
/// that an output sample can take between two input samples. Good to −60 dB beyond the lower Nyquist frequency,
/// which is more than a telephone lets through.
public final class Resampler {
    /// Zero crossings of the sinc on each side.
    private static final int LOBES = 12;

    /// Part of the lower Nyquist frequency that passes; the rest is the filter's slope.
    private static final double PASS = 0.92;

    /// Positions told apart between two input samples; beyond, the nearest is taken.
    private static final int MAX_PHASES = 512;

    private final int inRate;
    private final int outRate;
    private final int phases;
    private final int half;
    private final float[] taps;

    /// @param inRate samples a second, 1,000–192,000
    /// @param outRate samples a second, 1,000–192,000
    public Resampler(int inRate, int outRate) {
        this.inRate = inRate;
        this.outRate = outRate;
        int divisor = gcd(inRate, outRate);
        this.phases = Math.min(outRate / divisor, MAX_PHASES);
        double cutoff = PASS * Math.min(1.0, (double) outRate / inRate);
        this.half = (int) Math.ceil(LOBES / cutoff);
        this.taps = new float[phases * 2 * half];
        for (int phase = 0; phase < phases; phase++) {
            fill(phase, cutoff);
        }
    }

    private void fill(int phase, double cutoff) {
        int width = 2 * half;
        double fraction = (double) phase / phases;
        double sum = 0;
        double[] weights = new double[width];
        for (int i = 0; i < width; i++) {
            double distance = i - (half - 1) - fraction;
            double x = Math.PI * distance * cutoff;
            double sinc = Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x;
            double w = Math.PI * distance / half;
            double window = Math.abs(distance) >= half ? 0 : 0.42 + 0.5 * Math.cos(w) + 0.08 * Math.cos(2 * w);
            weights[i] = sinc * window;
            sum += weights[i];
        }
        for (int i = 0; i < width; i++) {
            taps[phase * width + i] = (float) (weights[i] / sum);
        }
    }

    /// Converts a whole sound.
    public short[] convert(short[] in) {
        if (inRate == outRate) {
            return in;
        }
        short[] out = new short[(int) ((long) in.length * outRate / inRate)];
        int width = 2 * half;
        for (int n = 0; n < out.length; n++) {
            long position = (long) n * inRate;
            int whole = (int) (position / outRate);
            int phase = (int) ((position % outRate) * phases / outRate);
            int first = whole - (half - 1);
            int row = phase * width;
            float sum = 0;
            int from = Math.max(0, -first);
            int to = Math.min(width, in.length - first);
            for (int i = from; i < to; i++) {
                sum += taps[row + i] * in[first + i];
            }
            out[n] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return out;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
