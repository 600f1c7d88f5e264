package org.offhook.core.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final long MILLISECOND = 1_000_000;

    private final HandClock clock = new HandClock();
    private final Backlog backlog = new Backlog(clock);

    @Test
    void nobodyWaitsInAnEmptyOne() {
        assertThat(backlog.delay()).isZero();
    }

    @Test
    void theOldestThatHasNotBegunTellsHowLateTheMachineIs() {
        backlog.entered();
        pass(300);
        backlog.entered();
        pass(200);
        assertThat(backlog.delay()).isEqualTo(Duration.ofMillis(500).toNanos());
    }

    @Test
    void whenTheOldestHasBegunTheNextOneTells() {
        backlog.entered();
        pass(400);
        backlog.entered();
        pass(200);
        assertThat(backlog.delay()).isEqualTo(Duration.ofMillis(600).toNanos());

        backlog.begun();
        assertThat(backlog.delay()).isEqualTo(Duration.ofMillis(200).toNanos());

        backlog.begun();
        assertThat(backlog.delay()).isZero();
    }

    @Test
    void howManyWaitTellsBeforeTheFirstOfThemIsOld() {
        for (int i = 0; i < 116; i++) {
            backlog.entered();
        }
        for (int i = 0; i < 15; i++) {
            pass(10);
            backlog.begun();
        }
        assertThat(backlog.delay()).as("fifteen are no pace").isEqualTo(150 * MILLISECOND);

        pass(10);
        backlog.begun();
        assertThat(backlog.delay()).isEqualTo(1_000 * MILLISECOND);
    }

    @Test
    void thePaceIsThatOfLately() {
        for (int i = 0; i < 1_000; i++) {
            backlog.entered();
        }
        for (int i = 0; i < 200; i++) {
            pass(1);
            backlog.begun();
        }
        for (int i = 0; i < 200; i++) {
            pass(4);
            backlog.begun();
        }
        assertThat(backlog.delay())
                .isBetween(
                        Duration.ofMillis(600 * 3).toNanos(),
                        Duration.ofMillis(600 * 4).toNanos());
    }

    @Test
    void whoWaitsAloneAfterAQuietTimeIsMeasuredAnew() {
        backlog.entered();
        pass(500);
        backlog.begun();
        backlog.entered();
        assertThat(backlog.delay()).isZero();
    }

    private void pass(long milliseconds) {
        clock.pass(Duration.ofMillis(milliseconds));
    }
}
