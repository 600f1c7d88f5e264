package org.offhook.server.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Java, memory, open files, the clock.
final class MachineCheck implements Check {

    private static final int JAVA = 25;
    private static final long MIB = 1 << 20;
    private static final long LEAST_MEMORY = 256 * MIB;
    /// A leg has a socket for RTP and one for RTCP; a call has two legs, and a connection or two.
    private static final int FILES_OF_A_CALL = 6;

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern FILES = Pattern.compile("Max open files\\s+\\S+\\s+(\\d+)");
    /// Nothing here is older than its first line.
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration SKEW = Duration.ofMinutes(2);

    @Override
    public void look(Patient patient, Consumer<Finding> told) {
        java(told);
        files(patient, told);
        clock(patient, told);
    }

    private static void java(Consumer<Finding> told) {
        int feature = Runtime.version().feature();
        told.accept(
                feature >= JAVA
                        ? Finding.ok("java", Runtime.version().toString())
                        : Finding.error("java", "Java " + feature, "install a JDK " + JAVA + " or newer"));
        long most = Runtime.getRuntime().maxMemory();
        String heap = most / MIB + " MiB of heap at most";
        told.accept(
                most >= LEAST_MEMORY
                        ? Finding.ok("memory", heap)
                        : Finding.warning("memory", heap, "give more: OFFHOOK_JVM=-Xmx1g"));
    }

    private static void files(Patient patient, Consumer<Finding> told) {
        long wanted = (long) FILES_OF_A_CALL * patient.configuration().limits().calls();
        try {
            Matcher line = FILES.matcher(String.join("\n", Files.readAllLines(LIMITS)));
            if (line.find()) {
                long most = Long.parseLong(line.group(1));
                String found = most + " open files at most";
                told.accept(
                        most >= wanted
                                ? Finding.ok("files", found)
                                : Finding.warning(
                                        "files",
                                        found + ", and limits.calls would need " + wanted,
                                        "raise it (ulimit -n, LimitNOFILE= of systemd), or lower limits.calls"));
            }
        } catch (IOException notLinux) {
            // Other systems have no such file, and seldom such a limit.
        }
    }

    /// What was written later than now shows that the clock was set back, or was never right.
    private static void clock(Patient patient, Consumer<Finding> told) {
        Instant now = patient.clock().now();
        Path written = patient.configuration().data().resolve("offhook.db");
        try {
            Instant last =
                    Files.exists(written) ? Files.getLastModifiedTime(written).toInstant() : BEGINNING;
            told.accept(
                    now.isBefore(last.minus(SKEW))
                            ? Finding.error(
                                    "clock",
                                    "it says " + now + ", but data were written at " + last,
                                    "set the clock and keep it right (NTP): signatures and certificates depend on it")
                            : Finding.ok("clock", now.toString()));
        } catch (IOException failure) {
            told.accept(Finding.warning("clock", now + ", not compared: " + failure.getMessage(), "see data"));
        }
    }
}
