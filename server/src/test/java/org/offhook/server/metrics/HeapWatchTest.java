package org.offhook.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.kernel.Timeline;

final class HeapWatchTest {

    private final Timeline time = Timeline.seeded(1);
    private double left;
    private int collections;
    private final HeapWatch watch = new HeapWatch(time, () -> left, () -> collections++, 90);

    @Test
    void whatACollectionLeavesIsSeenASecondLater() {
        watch.look();
        assertThat(watch.kept()).isZero();
        left = 0.4;
        time.runFor(Duration.ofSeconds(2));
        assertThat(watch.kept()).isEqualTo(0.4);
    }

    @Test
    void whileTooMuchIsInUseACollectionIsAskedForOnceAMinute() {
        left = 0.91;
        watch.look();
        time.runFor(Duration.ofSeconds(50));
        assertThat(collections).isZero();
        time.runFor(Duration.ofSeconds(20));
        assertThat(collections).isEqualTo(1);
        time.runFor(Duration.ofSeconds(60));
        assertThat(collections).isEqualTo(2);
        left = 0.5;
        time.runFor(Duration.ofMinutes(10));
        assertThat(collections).isEqualTo(2);
        assertThat(watch.kept()).isEqualTo(0.5);
    }

    @Test
    void theMachineTellsWhatACollectionLeft() {
        System.gc();
        assertThat(HeapWatch.left()).isBetween(0.000001, 1.0);
    }
}
