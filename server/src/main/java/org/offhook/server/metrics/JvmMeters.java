package org.offhook.server.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.offhook.core.meters.Family;
import org.offhook.core.meters.Family.Label;
import org.offhook.core.meters.Family.Sample;
import org.offhook.core.meters.Meters;

/// The Java machine, under the names that dashboards for it expect. The beans are asked only when somebody
/// reads: loading them would cost a tenth of a second of every start.
public final class JvmMeters {

    private static final double MILLIS = 1000;
    private static final double NANOS = 1_000_000_000;

    private JvmMeters() {}

    public static void register(Meters meters) {
        meters.total(
                "process_cpu_seconds",
                "CPU time of the process, all threads.",
                () -> system().getProcessCpuTime() / NANOS);
        meters.gauge(
                "process_start_time_seconds",
                "When the process was started, in seconds since 1970.",
                () -> ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS);
        meters.gauge("process_open_fds", "Open files and sockets.", JvmMeters::files);
        meters.gauge(
                "jvm_threads_current",
                "Platform threads.",
                () -> ManagementFactory.getThreadMXBean().getThreadCount());
        meters.read("jvm_memory_used_bytes", Family.Type.GAUGE, "Memory in use.", JvmMeters::memory);
        meters.gauge(
                "jvm_memory_max_bytes",
                "How large the heap may grow.",
                () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax());
        meters.read(
                "jvm_gc_collection_seconds",
                Family.Type.COUNTER,
                "Time spent in collections of garbage.",
                () -> collectors(bean -> bean.getCollectionTime() / MILLIS));
        meters.read(
                "jvm_gc_collections",
                Family.Type.COUNTER,
                "Collections of garbage.",
                () -> collectors(GarbageCollectorMXBean::getCollectionCount));
    }

    private static OperatingSystemMXBean system() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    private static double files() {
        return system() instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : Double.NaN;
    }

    private static List<Sample> memory() {
        var beans = ManagementFactory.getMemoryMXBean();
        List<Sample> samples = new ArrayList<>();
        samples.add(Meters.sample(
                "", "area", "heap", (double) beans.getHeapMemoryUsage().getUsed()));
        samples.add(Meters.sample(
                "", "area", "nonheap", (double) beans.getNonHeapMemoryUsage().getUsed()));
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            samples.add(Meters.sample("", "area", pool.getName(), (double) pool.getMemoryUsed()));
        }
        return samples;
    }

    private static List<Sample> collectors(java.util.function.ToDoubleFunction<GarbageCollectorMXBean> value) {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(bean -> new Sample("_total", List.of(new Label("gc", bean.getName())), value.applyAsDouble(bean)))
                .toList();
    }
}
