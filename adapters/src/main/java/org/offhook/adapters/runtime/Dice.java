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
    public static Seeded seeded(long seed) {
        return new Seeded(seed);
    }

    /// Chance that repeats itself.
    public static final class Seeded implements RandomGenerator {

        private final long seed;
        private final Random random;

        private Seeded(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        /// From here on other draws than those of a fresh start, the same for the same `past`: ids that an
        /// earlier
        /// process gave must not be given again.
        ///
        /// @param past grows with what is stored; 0 when there is nothing
        public void carryOn(long past) {
            if (past != 0) {
                random.setSeed(seed ^ past * 0x9E3779B97F4A7C15L);
            }
        }

        @Override
        public long nextLong() {
            return random.nextLong();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }
}
