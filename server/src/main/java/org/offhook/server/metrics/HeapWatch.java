package org.offhook.server.metrics;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import org.offhook.core.time.Scheduler;

/// How much of the heap stays in use: of the room for what is old, the part that the latest collection there left.
/// Looked at once a second, elsewhere than where it is asked for.
public final class HeapWatch {

    private static final Duration OFTEN = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private volatile double kept;

    public HeapWatch(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    public void start() {
        scheduler.after(OFTEN, this::look);
    }

    private void look() {
        kept = left();
        scheduler.after(OFTEN, this::look);
    }

    /// 0 to 1; 0 while nothing was collected there.
    public double kept() {
        return kept;
    }

    static double left() {
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .toList();
        return pools.stream()
                .filter(pool -> pool.getName().contains("Old") || pool.getName().contains("Tenured"))
                .map(MemoryPoolMXBean::getCollectionUsage)
                .mapToDouble(HeapWatch::part)
                .max()
                .orElse(0);
    }

    private static double part(MemoryUsage usage) {
        return usage.getMax() > 0 ? (double) usage.getUsed() / usage.getMax() : 0;
    }
}
