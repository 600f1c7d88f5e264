package org.offhook.fuzzing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/// What one input may cost. Costs are those of the thread, so other processes on the machine do not count; a
/// check that costs too much is made again, because the first run of some code also pays for loading and
/// compiling it.
final class Bounds {

    /// CPU time of one check, instrumented as it is: some ten times what the parser takes in the product.
    static final long NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /// Bytes that a check may allocate for each byte of input, beyond [Target#memory]. Checks read, write and
    /// read again.
    static final long BYTES_PER_BYTE = 1_000;

    private static final int TRIES = 4;

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// Runs the check within the bounds.
    ///
    /// @throws AssertionError when it went beyond them each time
    void hold(Target target, byte[] input) {
        long nanos = 0;
        long bytes = 0;
        for (int i = 0; i < TRIES; i++) {
            long begun = thread.getCurrentThreadCpuTime();
            long allocated = thread.getCurrentThreadAllocatedBytes();
            target.check(input);
            bytes = thread.getCurrentThreadAllocatedBytes() - allocated;
            nanos = thread.getCurrentThreadCpuTime() - begun;
            if (nanos <= NANOS && bytes <= target.memory() + BYTES_PER_BYTE * input.length) {
                return;
            }
        }
        throw new AssertionError(
                input.length + " bytes of input cost " + nanos / 1_000 + " us and " + bytes + " bytes of memory");
    }
}
