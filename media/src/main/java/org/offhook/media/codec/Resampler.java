package org.offhook.media.codec;

import java.util.Arrays;

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
        Samples out = new Samples((int) ((long) in.length * outRate / inRate));
        Stream stream = stream(out);
        stream.push(in, in.length);
        stream.finish();
        return out.toArray();
    }

    /// A conversion piece by piece, for sounds that are too long to be held at their own rate.
    public Stream stream(Samples out) {
        return new Stream(out);
    }

    /// One sound on its way through the filter.
    public final class Stream {
        private final Samples out;
        private short[] waiting = new short[4_096];
        private int waitingCount;

        /// Index in the whole sound of the first sample that waits; the filter looks back before the beginning.
        private long first = -half;

        private long received;
        private long produced;

        private Stream(Samples out) {
            this.out = out;
            this.waitingCount = half;
        }

        /// Takes the next samples and appends what can be made of them.
        public void push(short[] in, int count) {
            if (waiting.length < waitingCount + count) {
                waiting = Arrays.copyOf(waiting, Math.max(2 * waiting.length, waitingCount + count));
            }
            System.arraycopy(in, 0, waiting, waitingCount, count);
            waitingCount += count;
            received += count;
            produce(first + waitingCount - half);
        }

        /// Appends the rest.
        public void finish() {
            int silence = 2 * half;
            waiting = Arrays.copyOf(waiting, waitingCount + silence);
            Arrays.fill(waiting, waitingCount, waitingCount + silence, (short) 0);
            waitingCount += silence;
            produce(received);
        }

        /// Makes all samples that lie before `end` in the sound that comes in.
        private void produce(long end) {
            for (long position = produced * inRate; position / outRate < end; position = produced * inRate) {
                long whole = position / outRate;
                int phase = (int) ((position % outRate) * phases / outRate);
                out.add(filter((int) (whole - (half - 1) - first), phase * 2 * half));
                produced++;
            }
            int done = Math.clamp(produced * inRate / outRate - half - first, 0, waitingCount);
            System.arraycopy(waiting, done, waiting, 0, waitingCount - done);
            waitingCount -= done;
            first += done;
        }

        private short filter(int from, int row) {
            float sum = 0;
            for (int i = 0; i < 2 * half; i++) {
                sum += taps[row + i] * waiting[from + i];
            }
            return (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
        }
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
