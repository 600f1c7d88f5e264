package org.offhook.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every target keeps its promises of all inputs of its corpus, and of those that the fuzzer breeds from them.
@Execution(ExecutionMode.CONCURRENT)
final class FuzzTest {

    /// Always the same, so that a run differs from the last only by how far it gets; `./dev fuzz` draws others.
    private static final long SEED = 20_261_121;

    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 2);

    static List<String> targets() {
        return Targets.names();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void noInputBreaksAPromise(String name) throws Exception {
        Run.Result result = new Run(root(), Targets.named(name), SECONDS, SEED).run();

        assertThat(result.clean())
                .as("%s; repeat it by ./dev fuzz %s --input %s", result.report(), name, result.findings())
                .isTrue();
        assertThat(result.report()).content().contains("stat::number_of_executed_units");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void theCorpusKeepsEveryPromise(String name) throws Exception {
        Target target = Targets.named(name);
        int inputs = 0;
        for (Path folder : Run.corpus(root(), target)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    new Bounds().hold(target, Files.readAllBytes(file));
                    inputs++;
                }
            }
        }
        assertThat(inputs).as("inputs in the corpus of %s", name).isPositive();
    }

    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("STYLE.md"))) {
            here = Objects.requireNonNull(here.getParent(), "run the tests inside the checkout");
        }
        return here;
    }
}
