package org.offhook.testkit.hearing;

import java.time.Duration;

/// Finds one sound inside another.
///
/// The place where the whole expected sound fits best is sought first, by cross-correlation. Then it is cut
/// into blocks of 200 ms, and each is sought near the place where it must be, since a jitter buffer may have
/// shifted it. The score is the mean correlation of the audible blocks, weighted by their energy: 1 is the same
/// sound at any loudness, G.711 and resampling leave more than 0.9, other words or another voice less than 0.6.
///
/// @param score 0 to 1
/// @param at    where in the heard sound the expected one begins
public record Likeness(double score, Duration at) {

    private static final int BLOCK = Sound.RATE / 5;
    private static final int SLACK = Sound.RATE / 20;
    private static final double AUDIBLE = 80;

    public static Likeness of(Sound expected, Sound heard) {
        if (expected.isSilence()) {
            throw new IllegalArgumentException("silence is found everywhere");
        }
        if (heard.size() < BLOCK || expected.size() < BLOCK) {
            return new Likeness(0, Duration.ZERO);
        }
        int shift = Correlation.bestShift(expected, heard);
        double sum = 0;
        double weights = 0;
        for (int block = 0; block + BLOCK <= expected.size(); block += BLOCK) {
            double level = expected.level(block, block + BLOCK);
            if (level <= AUDIBLE) {
                continue;
            }
            double match = best(expected, block, heard, block + shift - SLACK, block + shift + SLACK);
            sum += level * level * match;
            weights += level * level;
        }
        return new Likeness(sum / weights, Duration.ofMillis(Math.max(0, shift) * 1_000L / Sound.RATE));
    }

    /// The highest normalised correlation of a block with any place of `heard` in this range.
    private static double best(Sound expected, int block, Sound heard, int from, int to) {
        double norm = expected.level(block, block + BLOCK) * Math.sqrt(BLOCK);
        double best = 0;
        for (int place = Math.max(0, from); place <= Math.min(to, heard.size() - BLOCK); place++) {
            double product = 0;
            double energy = 0;
            for (int i = 0; i < BLOCK; i++) {
                double sample = heard.at(place + i);
                product += expected.at(block + i) * sample;
                energy += sample * sample;
            }
            best = Math.max(best, energy == 0 ? 0 : product / (norm * Math.sqrt(energy)));
        }
        return best;
    }
}
