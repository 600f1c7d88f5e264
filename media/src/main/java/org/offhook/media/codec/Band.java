package org.offhook.media.codec;

/// One band of G.722: an estimate of the next sample from those before, by two poles and six zeros that are
/// adapted with each code, and a scale that follows the loudness (ITU-T G.722 §3.5 and §3.6). Encoder and
/// decoder hold the same, for both know the codes and nothing else.
///
/// All is arithmetic of 16 bits with saturation, as the recommendation demands bit for bit.
final class Band {

    private static final int POLES = 2;
    private static final int ZEROS = 6;
    private static final int LOUDEST_LOG = 18_432;

    /// The four bits that encoder and decoder adapt by, as a multiple of the scale (§3.5.2).
    private static final int[] STEP = {
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0
    };

    /// By how much each of them changes the logarithm of the scale (§3.5.3).
    private static final int[] LOG_CHANGE = {
        -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
    };

    private static final int[] ANTILOG = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834, 2896, 2960,
        3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };

    private final int[] pole = new int[POLES + 1];
    private final int[] zero = new int[ZEROS + 1];
    private final int[] difference = new int[ZEROS + 1];
    private final int[] rebuilt = new int[POLES + 1];
    private final int[] partial = new int[POLES + 1];
    private int estimate;
    private int zeroEstimate;
    private int log;
    private int scale = 32;

    /// What the next sample will most likely be.
    int estimate() {
        return estimate;
    }

    /// What a difference from the estimate is measured by.
    int scale() {
        return scale;
    }

    /// Adapts to a code.
    ///
    /// @param code its upper four bits
    void take(int code) {
        int change = (scale * STEP[code]) >> 15;
        rescale(code);
        difference[0] = change;
        rebuilt[0] = saturated(estimate + change);
        partial[0] = saturated(zeroEstimate + change);
        adaptPoles();
        adaptZeros();
        shift(rebuilt);
        shift(partial);
        shift(difference);
        foresee();
    }

    private void rescale(int code) {
        log = Math.clamp(((log * 127) >> 7) + LOG_CHANGE[code], 0, LOUDEST_LOG);
        int shift = 8 - (log >> 11);
        int mantissa = ANTILOG[(log >> 6) & 31];
        scale = (shift < 0 ? mantissa << -shift : mantissa >> shift) << 2;
    }

    private void adaptPoles() {
        boolean sameAsLast = sameSign(partial[0], partial[1]);
        int turned = saturated(pole[1] << 2);
        int pull = Math.min(sameAsLast ? -turned : turned, Short.MAX_VALUE);
        int second = (pull >> 7) + (sameSign(partial[0], partial[2]) ? 128 : -128) + ((pole[2] * 32_512) >> 15);
        pole[2] = Math.clamp(second, -12_288, 12_288);
        int first = saturated((sameAsLast ? 192 : -192) + ((pole[1] * 32_640) >> 15));
        int most = saturated(15_360 - pole[2]);
        pole[1] = Math.clamp(first, -most, most);
    }

    private void adaptZeros() {
        int step = difference[0] == 0 ? 0 : 128;
        for (int i = 1; i <= ZEROS; i++) {
            int towards = sameSign(difference[i], difference[0]) ? step : -step;
            zero[i] = saturated(towards + ((zero[i] * 32_640) >> 15));
        }
    }

    private void foresee() {
        int poles = 0;
        for (int i = 1; i <= POLES; i++) {
            poles += (pole[i] * saturated(2 * rebuilt[i])) >> 15;
        }
        int zeros = 0;
        for (int i = 1; i <= ZEROS; i++) {
            zeros += (zero[i] * saturated(2 * difference[i])) >> 15;
        }
        zeroEstimate = saturated(zeros);
        estimate = saturated(saturated(poles) + zeroEstimate);
    }

    /// Each value goes one place further into the past.
    private static void shift(int[] past) {
        for (int i = past.length - 1; i > 0; i--) {
            past[i] = past[i - 1];
        }
    }

    private static boolean sameSign(int a, int b) {
        return (a < 0) == (b < 0);
    }

    static int saturated(int value) {
        return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
