package org.offhook.server.bench.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// CPU time of single threads of this process, in nanoseconds, user and system.
public final class ThreadCpu {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ThreadCpu() {}

    public static long of(long threadId) {
        return THREADS.getThreadCpuTime(threadId);
    }

    public static long current() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
