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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/security.md` and `docs/attacks.md` say what is so: every limit of the reference and every known attack has
/// a row, every test and metric they name exists.
final class SecurityDocsTest {

    private static final Path ROOT = root();
    /// Advisories about other servers, and attacks without one, that were collected.
    private static final int ADVISORIES = 62;

    private static final int FURTHER = 27;

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
        List<Path> tests = Stream.concat(sources("/src/test/"), sources("/testkit/contracts/"))
                .toList();
        for (MatchResult named : named("`([A-Z][A-Za-z0-9]*(?:Test|Contract))\\.([a-zA-Z0-9]+)`")) {
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

    /// Each has a test, or says why there is nothing to attack.
    @Test
    void everyAttackOfTheCatalogueHasATest() throws IOException {
        List<String> rows = Files.readAllLines(ROOT.resolve("docs/attacks.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| no.") && !line.startsWith("| attack"))
                .toList();
        Pattern answer = Pattern.compile("\\| (`[A-Z]\\w+(Test|Contract)\\.\\w+`.*|not here: .+) \\|$");
        assertThat(rows).allMatch(row -> answer.matcher(row).find());
        List<String> numbers = rows.stream()
                .map(row -> row.split(" ")[1])
                .filter(word -> word.matches("\\d+"))
                .toList();
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, ADVISORIES)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(rows.size() - numbers.size()).isGreaterThanOrEqualTo(FURTHER);
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
        return Files.readString(ROOT.resolve("docs/security.md")) + Files.readString(ROOT.resolve("docs/attacks.md"));
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
