package org.offhook.fuzzing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One fuzzing of one target by a Jazzer of its own.
///
/// It starts from the corpus in the checkout and from what earlier runs on this machine have found to reach
/// further, which is kept in `fuzzing/target`.
///
/// @param root of the checkout
/// @param seed of the fuzzer's choices; 0 lets it draw one
public record Run(Path root, Target target, int seconds, long seed) {

    private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";

    /// The most bytes of an input: what lies beyond is stopped by limits of length before anything is read.
    private static final int LONGEST = 8_192;

    /// Seconds from which on the second compiler of the JVM pays.
    private static final int WORTH_COMPILING = 60;

    /// Seconds after which one input counts as an endless loop.
    private static final int ENDLESS = 10;

    /// What came of it.
    ///
    /// @param report what Jazzer said
    /// @param findings files with inputs that break a promise
    public record Result(boolean clean, Path report, List<Path> findings) {}

    /// The inputs to begin with that belong to the checkout.
    public static List<Path> corpus(Path root, Target target) {
        List<Path> folders =
                new ArrayList<>(List.of(root.resolve("fuzzing/corpus").resolve(target.name())));
        if (!target.moreInputs().isEmpty()) {
            folders.add(root.resolve(target.moreInputs()));
        }
        return folders;
    }

    /// Runs to the end and waits for it.
    public Result run() throws IOException, InterruptedException {
        Path work = root.resolve("fuzzing/target/fuzz").resolve(target.name());
        Path grown = Files.createDirectories(work.resolve(seed == 0 ? "grown" : "grown-" + seed));
        Path found = Files.createDirectories(work.resolve("findings"));
        Path report = work.resolve("report.txt");
        List<Path> before = files(found);
        Process process = new ProcessBuilder(command(grown, found))
                .redirectErrorStream(true)
                .redirectOutput(report.toFile())
                .start();
        int status;
        try {
            status = process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        List<Path> findings =
                files(found).stream().filter(file -> !before.contains(file)).toList();
        return new Result(status == 0, report, findings);
    }

    private List<String> command(Path grown, Path found) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx600m", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading"));
        if (seconds < WORTH_COMPILING) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), JAZZER));
        command.add("--target_class=" + Fuzz.class.getName());
        command.add("--target_args=" + target.name());
        command.add("--instrumentation_includes=org.offhook.**:io.github.jaredmdobson.concentus.**");
        command.add("--reproducer_path=" + found.getParent());
        command.add("-artifact_prefix=" + found + "/");
        command.add("-max_total_time=" + seconds);
        command.add("-max_len=" + LONGEST);
        command.add("-timeout=" + ENDLESS);
        command.add("-print_final_stats=1");
        if (seed != 0) {
            command.add("-seed=" + seed);
            command.add("-runs=" + target.inputs());
        }
        command.add(grown.toString());
        corpus(root, target).forEach(folder -> command.add(folder.toString()));
        return command;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
