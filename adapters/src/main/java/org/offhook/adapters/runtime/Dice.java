package org.offhook.adapters.runtime;

import java.security.SecureRandom;
import java.util.Random;
import java.util.random.RandomGenerator;

/// The random sources that [org.offhook.core.ids.Sids] and others are made from. Both are safe for use by
/// several threads.
public final class Dice {

    private Dice() {}

    /// Cannot be guessed: for everything but tests.
    public static RandomGenerator secure() {
        return new SecureRandom();
    }

    /// Repeats itself: ids are the same in every run with this seed as long as things happen in the same order.
    public static RandomGenerator seeded(long seed) {
        return new Random(seed);
    }
}
