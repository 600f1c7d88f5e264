package org.offhook.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.offhook.testkit.kernel.Timeline;

final class HeapWatchTest {

    @Test
    void whatACollectionLeavesIsSeenASecondLater() {
        Timeline time = Timeline.seeded(1);
        HeapWatch watch = new HeapWatch(time);
        watch.start();
        assertThat(watch.kept()).isZero();
        System.gc();
        time.runFor(java.time.Duration.ofSeconds(2));
        assertThat(watch.kept()).isBetween(0.000001, 1.0).isEqualTo(HeapWatch.left());
    }
}
