package org.offhook.testkit.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.offhook.core.time.Scheduler.Cancellable;

class TimelineTest {

    @AutoClose
    private final Timeline timeline = Timeline.seeded(7);

    private final List<String> log = new ArrayList<>();

    @Test
    void tasksRunInOrderOfTimeAndThenOfAsking() {
        timeline.after(Duration.ofSeconds(2), () -> log.add("late"));
        timeline.after(Duration.ofSeconds(1), () -> log.add("first"));
        timeline.after(Duration.ofSeconds(1), () -> log.add("second"));
        timeline.runFor(Duration.ofSeconds(10));

        assertThat(log).containsExactly("first", "second", "late");
    }

    @Test
    void theClocksJumpToWhatHappensAndToTheEndOfARun() {
        var wall = timeline.now();
        long nanos = timeline.nanos();
        timeline.after(Duration.ofHours(3), () -> log.add("at " + Duration.between(wall, timeline.now())));
        timeline.runFor(Duration.ofHours(5));

        assertThat(log).containsExactly("at PT3H");
        assertThat(Duration.between(wall, timeline.now())).isEqualTo(Duration.ofHours(5));
        assertThat(timeline.nanos() - nanos).isEqualTo(Duration.ofHours(5).toNanos());
    }

    @Test
    void aCancelledTaskDoesNotRun() {
        Cancellable cancelled = timeline.after(Duration.ofSeconds(1), () -> log.add("cancelled"));
        timeline.after(Duration.ofSeconds(1), cancelled::cancel);
        Cancellable called = timeline.after(Duration.ofMillis(1), () -> log.add("called"));
        timeline.runFor(Duration.ofMillis(500));
        called.cancel();
        cancelled.cancel();
        timeline.runFor(Duration.ofSeconds(5));

        assertThat(log).containsExactly("called");
    }

    @Test
    void aRunUntilSomethingEndsAtOnceWhenItIsSoAndInTimeWhenItIsNot() {
        timeline.after(Duration.ofSeconds(1), () -> log.add("one"));
        timeline.after(Duration.ofSeconds(9), () -> log.add("nine"));

        assertThat(timeline.runUntil(() -> log.contains("one"), Duration.ofMinutes(1)))
                .isTrue();
        assertThat(timeline.elapsed()).isEqualTo(Duration.ofSeconds(1));
        assertThat(timeline.runUntil(() -> log.contains("nine"), Duration.ofSeconds(2)))
                .isFalse();
        assertThat(timeline.elapsed()).isEqualTo(Duration.ofSeconds(3));
        assertThat(timeline.runUntil(() -> log.contains("never"), Duration.ofDays(1)))
                .isFalse();
        assertThat(log).containsExactly("one", "nine");
    }

    @Test
    void aTaskThatThrowsEndsTheRunWithSeedAndTime() {
        timeline.after(Duration.ofMillis(90_061_001), () -> {
            throw new IllegalStateException("planted");
        });

        assertThatThrownBy(() -> timeline.runFor(Duration.ofDays(2)))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("seed 7 at 25:01:01.001000")
                .hasMessageContaining("planted");
    }

    @Test
    void watchersLookAfterEveryStep() {
        timeline.watch(() -> log.add("look"));
        timeline.execute(() -> log.add("work"));
        timeline.execute(() -> log.add("work"));
        timeline.runFor(Duration.ofSeconds(1));

        assertThat(log).containsExactly("work", "look", "work", "look");
    }

    @Test
    void chanceForOnePurposeDoesNotDependOnChanceForAnother() {
        Timeline same = Timeline.seeded(7);
        var _ = same.random("noise").nextLong();
        Timeline other = Timeline.seeded(8);

        long drawn = timeline.random("dice").nextLong();
        assertThat(same.random("dice").nextLong()).isEqualTo(drawn);
        assertThat(same.random("noise").nextLong()).isNotEqualTo(drawn);
        assertThat(other.random("dice").nextLong()).isNotEqualTo(drawn);
    }
}
