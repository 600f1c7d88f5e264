package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A table in `docs/compatibility.md` that a test writes.
///
/// @param begin the line before it
/// @param end   the line behind it
record WrittenTable(String begin, String end) {

    /// Expects it to be as it would be written now. To bring the file up to date, run the test with
    /// `OFFHOOK_WRITE_DOCS=yes` in the environment.
    void is(String table) throws IOException {
        Path file = root().resolve("docs/compatibility.md");
        String text = Files.readString(file, StandardCharsets.UTF_8);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        if ("yes".equals(System.getenv("OFFHOOK_WRITE_DOCS"))) {
            Files.writeString(file, text.substring(0, from) + table + text.substring(to), StandardCharsets.UTF_8);
            return;
        }
        assertThat(text.substring(from, to))
                .as("docs/compatibility.md: run this test with OFFHOOK_WRITE_DOCS=yes")
                .isEqualTo(table);
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
