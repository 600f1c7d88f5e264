package org.offhook.core.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private final HandClock clock = new HandClock();

    @Test
    void aSecondsWorthIsTakenAtOnceAndNoMore() {
        assertThat(taken(new Throttle(200, clock), 1000)).isEqualTo(200);
    }

    @Test
    void aFloodIsCutToTheRate() {
        Throttle throttle = new Throttle(200, clock);
        int taken = taken(throttle, 1000);
        for (int millisecond = 0; millisecond < 10_000; millisecond++) {
            clock.pass(Duration.ofMillis(1));
            taken += taken(throttle, 10);
        }

        assertThat(taken).isEqualTo(200 + 10 * 200);
    }

    @Test
    void quietSecondsAreNotSavedUp() {
        Throttle throttle = new Throttle(200, clock);
        clock.pass(Duration.ofHours(1));

        assertThat(taken(throttle, 1000)).isEqualTo(200);
    }

    private static int taken(Throttle throttle, int wanted) {
        int taken = 0;
        for (int i = 0; i < wanted; i++) {
            taken += throttle.take() ? 1 : 0;
        }
        return taken;
    }
}
