package org.offhook.testkit.sim.chaos;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// Draws for people.
final class Chance {

    private final RandomGenerator random;

    Chance(RandomGenerator random) {
        this.random = random;
    }

    /// True so many times of a hundred.
    boolean percent(int times) {
        return random.nextInt(100) < times;
    }

    /// From `low` to `high`, both possible.
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /// At most so long, to the millisecond.
    Duration upTo(Duration most) {
        return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
    }

    Duration seconds(int low, int high) {
        return Duration.ofMillis(random.nextLong(low * 1000L, high * 1000L + 1));
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    String key() {
        return String.valueOf("0123456789*#".charAt(random.nextInt(12)));
    }

    String keys(int most) {
        StringBuilder keys = new StringBuilder();
        for (int left = between(1, most); left > 0; left--) {
            keys.append(key());
        }
        return keys.toString();
    }
}
