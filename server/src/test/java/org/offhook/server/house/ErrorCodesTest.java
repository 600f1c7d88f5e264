package org.offhook.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/errors.md` names every code that the sources give, once, and no others.
final class ErrorCodesTest {

    private static final Pattern CODE =
            Pattern.compile("(?<![\\w.-])(10004|1[1-6]\\d{3}|2[01]\\d{3}|3[0-2]\\d{3})(?![\\w.])");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d{5}) \\|");
    private static final List<String> MODULES = List.of("protocols", "core", "api", "adapters");

    @Test
    void everyErrorCodeOfTheSourcesIsExplained() throws IOException {
        Path root = root();
        Set<String> given = new TreeSet<>();
        for (String module : MODULES) {
            given.addAll(codes(root.resolve(module).resolve("src/main/java")));
        }
        List<String> explained = new ArrayList<>();
        Matcher row = ROW.matcher(Files.readString(root.resolve("docs/errors.md"), StandardCharsets.UTF_8));
        while (row.find()) {
            explained.add(row.group(1));
        }
        assertThat(given).hasSizeGreaterThan(100);
        assertThat(explained).as("docs/errors.md").doesNotHaveDuplicates();
        assertThat(without(given, explained))
                .as("given, and not in docs/errors.md")
                .isEmpty();
        assertThat(without(explained, given))
                .as("in docs/errors.md, and never given")
                .isEmpty();
    }

    private static Set<String> without(Collection<String> some, Collection<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static Set<String> codes(Path sources) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    if (!line.strip().startsWith("//")) {
                        CODE.matcher(line).results().forEach(code -> found.add(code.group(1)));
                    }
                }
            }
        }
        return found;
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("docs/errors.md"))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException("run the tests inside the checkout");
        }
        return here;
    }
}
