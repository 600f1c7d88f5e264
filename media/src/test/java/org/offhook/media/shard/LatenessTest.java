package org.offhook.media.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.offhook.core.time.Clock;

/// How late a shard says that it is.
final class LatenessTest {

    private static final long MILLISECOND = 1_000_000L;

    private long now = 120_000 * MILLISECOND;
    private final MediaShard shard = new MediaShard(
            new MemorySockets(1),
            new Clock() {
                @Override
                public Instant now() {
                    return Instant.EPOCH;
                }

                @Override
                public long nanos() {
                    return now;
                }
            },
            () -> 1,
            MediaSettings.DEFAULT,
            bug -> {
                throw bug;
            });

    private void ticks(int count, int apart) {
        for (int i = 0; i < count; i++) {
            now += apart * MILLISECOND;
            shard.tick(now);
        }
    }

    @Test
    void aShardThatComesInTimeIsNotLateAndOnePauseMakesItLittleLate() {
        ticks(100, 5);
        assertThat(shard.lateness()).isZero();
        ticks(1, 1_000);
        assertThat(Duration.ofNanos(shard.lateness())).isBetween(Duration.ofMillis(10), Duration.ofMillis(20));
        ticks(500, 5);
        assertThat(shard.lateness()).isLessThan(MILLISECOND);
    }

    @Test
    void aShardThatComesTooLateAgainAndAgainIsAsLateAsItComes() {
        ticks(500, 300);
        assertThat(Duration.ofNanos(shard.lateness())).isBetween(Duration.ofMillis(250), Duration.ofMillis(350));
    }
}
