package org.offhook.media.path;

/// Hides lost sound, in the manner of G.711 Appendix I: what was heard last is repeated in whole pitch periods,
/// joined smoothly, and fades to silence within 60 ms; when sound comes again it is blended in.
///
/// The owner hands every run of samples through [#heard] or [#conceal], in order.
final class Concealer {
    /// Pitch periods looked for, in samples: 200 Hz down to 66 Hz; faster voices are found at a multiple.
    private static final int SHORTEST = 40;

    private static final int LONGEST = 120;

    /// Samples compared when the period is looked for: 20 ms.
    private static final int WINDOW = 160;

    private static final int HISTORY = WINDOW + LONGEST;

    /// Samples over which two sounds are blended: 4 ms.
    private static final int BLEND = 32;

    /// Full level for 10 ms, nothing after 60 ms.
    private static final int FULL = 80;

    private static final int GONE = 480;

    private final short[] history = new short[HISTORY];
    private final short[] period = new short[LONGEST];
    private int periodLength = SHORTEST;
    private int lost;

    /// Takes samples that arrived; changes their beginning when they follow a gap.
    void heard(short[] samples, int from, int count) {
        if (lost > 0) {
            int blend = Math.min(BLEND, count);
            for (int i = 0; i < blend; i++) {
                int ours = next();
                samples[from + i] = (short) ((ours * (blend - i) + samples[from + i] * i) / blend);
            }
            lost = 0;
        }
        remember(samples, from, count);
    }

    /// Fills samples that did not arrive.
    void conceal(short[] samples, int from, int count) {
        if (lost == 0) {
            begin();
        }
        for (int i = 0; i < count; i++) {
            samples[from + i] = (short) next();
        }
        if (lost >= GONE) {
            remember(samples, from, count);
        }
    }

    /// Whether what is made up now has not yet faded away.
    boolean audible() {
        return lost > 0 && lost < GONE;
    }

    private int next() {
        int at = lost++;
        if (at >= GONE) {
            lost = GONE;
            return 0;
        }
        int sample = period[at % periodLength];
        return at < FULL ? sample : sample * (GONE - at) / (GONE - FULL);
    }

    private void begin() {
        periodLength = pitch();
        System.arraycopy(history, HISTORY - periodLength, period, 0, periodLength);
        // The end of the period leads into its beginning: blend it with what stood before the beginning.
        int blend = periodLength / 4;
        for (int i = 0; i < blend; i++) {
            int last = periodLength - blend + i;
            int before = history[HISTORY - periodLength - blend + i];
            period[last] = (short) ((period[last] * (blend - i) + before * i) / blend);
        }
    }

    /// The lag at which the last 20 ms resemble themselves most, found on every second sample and then refined.
    private int pitch() {
        int best = SHORTEST;
        double bestScore = -1;
        for (int lag = SHORTEST; lag <= LONGEST; lag += 2) {
            double score = likeness(lag, 2);
            if (score > bestScore) {
                bestScore = score;
                best = lag;
            }
        }
        int found = best;
        bestScore = -1;
        for (int lag = Math.max(SHORTEST, best - 1); lag <= Math.min(LONGEST, best + 1); lag++) {
            double score = likeness(lag, 1);
            if (score > bestScore) {
                bestScore = score;
                found = lag;
            }
        }
        return found;
    }

    private double likeness(int lag, int step) {
        long cross = 0;
        long square = 1;
        for (int i = HISTORY - WINDOW; i < HISTORY; i += step) {
            int before = history[i - lag];
            cross += (long) history[i] * before;
            square += (long) before * before;
        }
        return cross <= 0 ? 0 : (double) cross * cross / square;
    }

    private void remember(short[] samples, int from, int count) {
        if (count >= HISTORY) {
            System.arraycopy(samples, from + count - HISTORY, history, 0, HISTORY);
        } else {
            System.arraycopy(history, count, history, 0, HISTORY - count);
            System.arraycopy(samples, from, history, HISTORY - count, count);
        }
    }
}
