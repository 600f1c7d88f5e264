package org.offhook.testkit.router;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A document that the pages about the verbs show.
///
/// @param heading  what it stands under, such as `Gather`
/// @param waiting  whether it is heard by somebody who waits in a queue
/// @param expected the code of the warning or error that the page promises; 0 for none
record VerbExample(Path page, String heading, boolean waiting, int expected, String document) {

    private static final Pattern PART = Pattern.compile(
            "(?ms)^#+ ([^\\n]+)\\n" + "|(?:^<!-- (?:(waiting)|expect: (\\d+)) -->\\n)?^```xml\\n(.*?)^```");

    static List<VerbExample> all() {
        try (Stream<Path> files = Files.list(docs().resolve("verbs"))) {
            return Stream.concat(Stream.of(docs().resolve("verbs.md")), files.sorted())
                    .flatMap(page -> read(page).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<VerbExample> read(Path page) {
        try {
            List<VerbExample> found = new ArrayList<>();
            String heading = "";
            Matcher part = PART.matcher(Files.readString(page, StandardCharsets.UTF_8));
            while (part.find()) {
                if (part.group(1) != null) {
                    heading = part.group(1);
                } else {
                    int expected = part.group(3) == null ? 0 : Integer.parseInt(part.group(3));
                    found.add(new VerbExample(
                            page,
                            heading,
                            part.group(2) != null,
                            expected,
                            part.group(4).strip()));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path docs() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("docs/verbs.md"))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException("run the tests inside the checkout");
        }
        return here.resolve("docs");
    }

    @Override
    public String toString() {
        return page.getFileName() + ", " + heading + (expected == 0 ? "" : ", " + expected);
    }
}
