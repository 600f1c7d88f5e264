package org.offhook.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The traps of contract §23 that applications depend on: each is the name of a test, `t7…` for T7.
final class TrapsTest {

    private static final int TRAPS = 28;
    private static final Pattern NAMED = Pattern.compile("@Test\\s+void t([0-9]+)[A-Za-z]");

    @Test
    void everyTrapHasATestOfItsName() throws IOException {
        Set<Integer> named = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root().resolve("testkit/src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                Matcher found = NAMED.matcher(Files.readString(file));
                while (found.find()) {
                    named.add(Integer.valueOf(found.group(1)));
                }
            }
        }
        assertThat(named)
                .isEqualTo(IntStream.rangeClosed(1, TRAPS).boxed().collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("STYLE.md"))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException("run the tests inside the checkout");
        }
        return here;
    }
}
