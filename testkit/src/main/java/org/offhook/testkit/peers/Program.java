package org.offhook.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A child process in a folder of its own. Its output goes to a file; it ends with this process at the latest.
public final class Program implements AutoCloseable {

    private static final Duration POLITE = Duration.ofSeconds(5);
    private static final Duration CERTAIN = Duration.ofSeconds(30);
    private static final int TAIL = 3_000;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "end-of-programs"));
    }

    private final String name;
    private final Path folder;
    private final Path log;
    private final Process process;

    private Program(String name, Path folder, Path log, Process process) {
        this.name = name;
        this.folder = folder;
        this.log = log;
        this.process = process;
    }

    /// Makes a folder for a program to run in; it is deleted when the tests have passed.
    public static Path folder(String name) {
        return Folders.OWN.make(name);
    }

    /// @param name also the name of its log in the folder
    public static Program start(String name, Path folder, List<String> command) {
        Path log = folder.resolve(name + ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            RUNNING.add(process);
            process.onExit().thenRun(() -> RUNNING.remove(process));
            return new Program(name, folder, log, process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    public Path folder() {
        return folder;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /// What it has printed until now.
    public String output() {
        try {
            return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until its output matches.
    ///
    /// @throws AssertionError when it does not within `limit`, or the program ends before
    public Matcher awaitOutput(String pattern, Duration limit) {
        Pattern compiled = Pattern.compile(pattern, Pattern.MULTILINE);
        try {
            return Waiting.forValue("output /" + pattern + "/", limit, () -> {
                boolean alive = isAlive();
                Matcher matcher = compiled.matcher(output());
                if (matcher.find()) {
                    return matcher;
                }
                if (!alive) {
                    throw new AssertionError("it ended with " + process.exitValue());
                }
                return null;
            });
        } catch (AssertionError failure) {
            throw failure(String.valueOf(failure.getMessage()), failure);
        }
    }

    /// Waits for its end.
    ///
    /// @return the exit code
    /// @throws AssertionError when it still runs after `limit`; it is killed then
    public int awaitEnd(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw failure("still runs after " + limit.toMillis() + " ms", null);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw failure("interrupted", e);
        }
    }

    /// SIGTERM.
    public void terminate() {
        process.destroy();
    }

    /// SIGKILL, and its end is awaited.
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        awaitEnd(CERTAIN);
    }

    /// An error with the end of the log in it.
    AssertionError failure(String what, @Nullable Throwable cause) {
        // Programs that write in colour confuse those who print this.
        String output = output().replaceAll("\\x1b\\[[0-9;]*[A-Za-z]", "").replaceAll("[^\\n\\t\\x20-\\xff]", "");
        String tail = output.substring(Math.max(0, output.length() - TAIL));
        return new AssertionError(name + ": " + what + "\n--- end of " + log + "\n" + tail, cause);
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(POLITE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
