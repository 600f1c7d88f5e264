package org.offhook.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Whoever ships other people's libraries says which, and under which licence: `docs/third-party.md`.
final class ThirdPartyTest {

    /// Those that end up in the distribution.
    private static final List<String> SHIPPED =
            List.of("protocols", "core", "media", "api", "adapters", "testkit", "server");

    private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");
    private static final Pattern NAME = Pattern.compile("<artifactId>(.*?)</artifactId>");
    private static final Pattern LISTED = Pattern.compile("`([a-z0-9.-]+)`(?=[^|\\n]*\\|[^|\\n]*\\|[^|\\n]+\\|)");

    @Test
    void everyLibraryThatShipsIsListedWithItsLicenceAndNoOther() throws IOException {
        Path root = root();
        Set<String> shipped = new TreeSet<>(Set.of("jspecify"));
        for (String module : SHIPPED) {
            Matcher found =
                    DEPENDENCY.matcher(Files.readString(root.resolve(module).resolve("pom.xml")));
            while (found.find()) {
                if (!found.group(1).contains("<scope>") && !found.group(1).contains("org.offhook")) {
                    Matcher name = NAME.matcher(found.group(1));
                    assertThat(name.find()).isTrue();
                    shipped.add(name.group(1));
                }
            }
        }
        Set<String> listed = LISTED.matcher(Files.readString(root.resolve("docs/third-party.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).isEqualTo(shipped);
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
