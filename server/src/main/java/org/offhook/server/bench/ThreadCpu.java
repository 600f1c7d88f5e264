package org.offhook.server.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// CPU time of single threads of this process, in nanoseconds, user and system.
final class ThreadCpu {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ThreadCpu() {}

    static long of(long threadId) {
        return THREADS.getThreadCpuTime(threadId);
    }

    static long current() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
