package org.offhook.core.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.offhook.core.time.Clock;

class BacklogTest {

    private long now = Long.MAX_VALUE - 1000;
    private final Clock clock = new Clock() {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanos() {
            return now;
        }
    };
    private final Backlog backlog = new Backlog(clock);

    @Test
    void nobodyWaitsInAnEmptyOne() {
        assertThat(backlog.age()).isZero();
    }

    @Test
    void theOldestThatHasNotBegunTellsHowLateTheMachineIs() {
        backlog.entered();
        pass(300);
        backlog.entered();
        pass(200);
        assertThat(backlog.age()).isEqualTo(Duration.ofMillis(500).toNanos());
    }

    @Test
    void whenTheOldestHasBegunTheNextOneTells() {
        backlog.entered();
        pass(400);
        backlog.entered();
        pass(200);
        assertThat(backlog.age()).isEqualTo(Duration.ofMillis(600).toNanos());

        backlog.begun();
        assertThat(backlog.age()).isEqualTo(Duration.ofMillis(200).toNanos());

        backlog.begun();
        assertThat(backlog.age()).isZero();
    }

    private void pass(long milliseconds) {
        now += Duration.ofMillis(milliseconds).toNanos();
    }
}
