package org.offhook.core.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ToleranceTest {

    private final HandClock clock = new HandClock();
    private final Tolerance tolerance = new Tolerance(clock, Duration.ofSeconds(1));

    private boolean tooLate(long milliseconds) {
        return tolerance.isTooLate(Duration.ofMillis(milliseconds).toNanos());
    }

    @Test
    void aBurstAfterAQuietTimeIsTolerated() {
        assertThat(tooLate(1_000)).isFalse();
        assertThat(tooLate(101)).isFalse();
    }

    @Test
    void whenTheMachineWasTooLateATenthIsToleratedUntilItWasCalmForAWhile() {
        assertThat(tooLate(1_001)).isTrue();
        assertThat(tooLate(101)).isTrue();
        assertThat(tooLate(100)).isFalse();
        pass(9);
        assertThat(tooLate(101)).as("late again, which counts anew").isTrue();
        pass(9);
        assertThat(tooLate(0)).isFalse();
        assertThat(tooLate(101)).isTrue();
        pass(11);
        assertThat(tooLate(0)).isFalse();
        assertThat(tooLate(1_000)).as("calm for more than ten seconds").isFalse();
    }

    private void pass(int seconds) {
        clock.pass(Duration.ofSeconds(seconds));
    }
}
