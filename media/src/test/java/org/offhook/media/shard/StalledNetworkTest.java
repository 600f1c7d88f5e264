package org.offhook.media.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A network that stands still and then brings at once what it held back: the other far end hears it, and what
/// comes after it, hardly later than before.
final class StalledNetworkTest {
    private static final int SAMPLES = 8;

    private final World world = new World();
    private final Phone alice = world.phone().call();
    private final Phone bob = world.phone("8 101").call();
    private int begun;
    private int passed;

    @ParameterizedTest
    @ValueSource(ints = {100, 150, 250, 400, 700, 1_000, 2_500})
    void oneStallDelaysTheRestByLittleAndSoonByLess(int gap) {
        begin();

        stall(gap);
        run(200);
        assertThat(delay()).as("at once").isLessThanOrEqualTo(230);
        run(20_000);
        assertThat(delay()).as("later").isLessThanOrEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void manyStallsAddUpToNothing(long seed) {
        Random random = new Random(seed);
        begin();
        for (int i = 0; i < 30; i++) {
            stall(random.nextInt(900));
            run(100 + random.nextInt(600));
        }
        run(20_000);

        assertThat(delay()).isLessThanOrEqualTo(80);
    }

    @Test
    void aPromptAfterAStallIsWholeAndTheSilenceAfterItTakesTheDelayBack() {
        begin();
        for (int i = 0; i < 5; i++) {
            stall(600);
            bob.session.play(Sound.tone(1_200, 1_000));
            run(1_100);
        }
        alice.session.unbridge();
        run(3_000);

        assertThat(delay()).isLessThanOrEqualTo(80);
        assertThat(Sound.strength(bob.sound(), 1_200)).isPositive();
    }

    @Test
    void aSteadyStreamIsPassedOnWhole() {
        begin();
        int before = bob.heard.size();
        run(60_000);

        assertThat(bob.heard.size() - before).isBetween(2_998, 3_001);
    }

    private void begin() {
        alice.session.bridge(bob.session);
        run(1_000);
        begun = bob.heard.getLast().timestamp();
        passed = 0;
    }

    private void stall(int milliseconds) {
        alice.stall(true);
        run(milliseconds);
        alice.stall(false);
    }

    private void run(int milliseconds) {
        int whole = milliseconds / 20 * 20;
        world.run(whole);
        passed += whole;
    }

    /// Milliseconds by which Bob's stream has grown longer than time has passed.
    private int delay() {
        return (bob.heard.getLast().timestamp() - begun) / SAMPLES - passed;
    }
}
