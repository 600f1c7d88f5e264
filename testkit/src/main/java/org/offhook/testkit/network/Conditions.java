package org.offhook.testkit.network;

import java.time.Duration;

/// How bad a network is.
///
/// @param loss      how many of all packets are lost, 0 to 1
/// @param duplicate how many arrive twice, 0 to 1
/// @param shortest  the least delay
/// @param longest   the greatest delay; delays are drawn evenly, so that packets overtake each other
public record Conditions(double loss, double duplicate, Duration shortest, Duration longest) {

    /// Nothing is lost, and everything takes 10 ms: for stories that people read.
    public static final Conditions PERFECT = new Conditions(0, 0, Duration.ofMillis(10), Duration.ofMillis(10));

    /// A decent line.
    public static final Conditions GOOD = lossy(0.001);

    public Conditions {
        if (!(loss >= 0 && loss <= 1 && duplicate >= 0 && duplicate <= 1)) {
            throw new IllegalArgumentException("probabilities are from 0 to 1: " + loss + ", " + duplicate);
        }
        if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("delays from " + shortest + " to " + longest);
        }
    }

    /// So much loss, a fifth as many duplicates, and 5 to 120 ms of delay.
    public static Conditions lossy(double loss) {
        return new Conditions(loss, loss / 5, Duration.ofMillis(5), Duration.ofMillis(120));
    }
}
