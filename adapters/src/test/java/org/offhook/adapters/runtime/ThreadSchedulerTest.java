package org.offhook.adapters.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.time.Scheduler.Cancellable;

@Timeout(60)
class ThreadSchedulerTest {

    private final ThreadScheduler scheduler = new ThreadScheduler();

    @AfterEach
    void close() {
        scheduler.close();
    }

    @Test
    void tasksRunInTheOrderOfTheirTimes() throws Exception {
        List<String> ran = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(2);
        scheduler.after(Duration.ofSeconds(2), () -> {
            ran.add("later");
            done.countDown();
        });
        scheduler.after(Duration.ofMillis(1), () -> {
            ran.add("sooner");
            done.countDown();
        });

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).containsExactly("sooner", "later");
    }

    @Test
    void aCancelledTimerLeavesNothingBehind() {
        for (int i = 0; i < 10_000; i++) {
            scheduler.after(Duration.ofHours(4), () -> {}).cancel();
        }

        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void aTaskThatFailsHarmsNoOther() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        scheduler.after(Duration.ZERO, () -> {
            throw new IllegalStateException("planted");
        });
        scheduler.after(Duration.ofMillis(1), done::countDown);

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void cancellingTwiceOrTooLateDoesNothing() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Cancellable timer = scheduler.after(Duration.ZERO, done::countDown);
        done.await();

        timer.cancel();
        timer.cancel();
    }

    @Test
    void afterTheEndTimersAreDropped() {
        scheduler.close();

        scheduler.after(Duration.ZERO, () -> {}).cancel();
        assertThat(scheduler.pending()).isZero();
    }
}
