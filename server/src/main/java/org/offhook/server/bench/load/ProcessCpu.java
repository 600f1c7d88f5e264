package org.offhook.server.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// CPU time and memory of running processes, from Linux' `/proc`: user and system time of all threads.
public final class ProcessCpu {

    private static final double TICKS_PER_SECOND = 100.0;
    private static final int UTIME = 11;
    private static final int STIME = 12;

    private ProcessCpu() {}

    /// Milliseconds used so far by the process and all its living descendants.
    public static double milliseconds(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToDouble(ProcessCpu::own)
                .sum();
    }

    /// Resident memory in kB, or 0 when the process is gone.
    public static long residentKilobytes(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    private static double own(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            long ticks = Long.parseLong(fields.get(UTIME)) + Long.parseLong(fields.get(STIME));
            return ticks * 1000 / TICKS_PER_SECOND;
        } catch (IOException gone) {
            return 0;
        }
    }
}
