package org.offhook.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/security.md` says what is so: every limit of the reference has a row, every test and metric it names
/// exists.
final class SecurityDocsTest {

    private static final Path ROOT = root();

    @Test
    void everyConfiguredLimitHasARow() throws IOException {
        Config limits = ConfigFactory.parseFile(ROOT.resolve("server/src/main/resources/offhook-defaults.conf")
                        .toFile())
                .getConfig("limits");
        String text = text();
        assertThat(limits.root().keySet())
                .isNotEmpty()
                .allMatch(key ->
                        text.contains("\n| `limits." + key + "` |") || text.contains("\n| `limits." + key + "."));
    }

    @Test
    void everyTestItNamesExists() throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        List<Path> tests = sources("/src/test/").toList();
        for (MatchResult named : named("`([A-Z][A-Za-z0-9]*Test)\\.([a-zA-Z0-9]+)`")) {
            String body = tests.stream()
                    .filter(file -> file.endsWith(named.group(1) + ".java"))
                    .map(SecurityDocsTest::read)
                    .collect(Collectors.joining());
            if (!body.contains("void " + named.group(2) + "(")) {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyMetricItNamesExists() throws IOException {
        String code = sources("/src/main/").map(SecurityDocsTest::read).collect(Collectors.joining());
        assertThat(named("`(offhook_[a-z_]+)`"))
                .isNotEmpty()
                .allMatch(metric -> code.contains("\"" + metric.group(1) + "\""));
    }

    private static Iterable<MatchResult> named(String pattern) throws IOException {
        return Pattern.compile(pattern).matcher(text()).results().toList();
    }

    private static String text() throws IOException {
        return Files.readString(ROOT.resolve("docs/security.md"));
    }

    private static Stream<Path> sources(String part) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 16)) {
            return files
                    .filter(file ->
                            file.toString().endsWith(".java") && file.toString().contains(part))
                    .toList()
                    .stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("STYLE.md"))) {
            here = Objects.requireNonNull(here.getParent(), "run the tests inside the checkout");
        }
        return here;
    }
}
