package org.offhook.server.metrics;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.offhook.core.time.Scheduler;

/// How much of the heap stays in use: of the room for what is old, the part that the latest collection there left.
/// Looked at once a second, elsewhere than where it is asked for.
///
/// Who lets nobody in any more also makes no garbage, and then nothing would ever be collected there again: while
/// too much is in use, a collection is asked for once a minute.
public final class HeapWatch {

    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final int LOOKS_BETWEEN = 60;

    private final Scheduler scheduler;
    private final DoubleSupplier left;
    private final Runnable collect;
    private final double fullest;
    private int looks;
    private volatile double kept;

    /// @param left    the part that the latest collection left, 0 to 1
    /// @param collect asks for one
    /// @param fullest hundredths; more is too much
    HeapWatch(Scheduler scheduler, DoubleSupplier left, Runnable collect, int fullest) {
        this.scheduler = scheduler;
        this.left = left;
        this.collect = collect;
        this.fullest = fullest / 100.0;
    }

    /// That of this process, from now on.
    ///
    /// @param fullest hundredths; more is too much
    public static HeapWatch start(Scheduler scheduler, int fullest) {
        HeapWatch watch = new HeapWatch(scheduler, HeapWatch::left, System::gc, fullest);
        watch.look();
        return watch;
    }

    void look() {
        kept = left.getAsDouble();
        looks = kept > fullest ? looks + 1 : 0;
        if (looks == LOOKS_BETWEEN) {
            looks = 0;
            collect.run();
        }
        scheduler.after(OFTEN, this::look);
    }

    /// 0 to 1; 0 while nothing was collected there.
    public double kept() {
        return kept;
    }

    static double left() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
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
