package org.offhook.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.offhook.protocols.twiml.DocumentParser;
import org.offhook.protocols.twiml.Parsed.Malformed;
import org.offhook.server.command.CommandWords;

/// What the documentation shows must work: its documents are read without complaint, its commands are taken.
final class DocsTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(xml|sh)\\n(.*?)^```");

    @Test
    void commandsInTheDocumentationAreTaken() throws IOException {
        List<String> faults = new ArrayList<>();
        int seen = 0;
        for (String line : blocks("sh").flatMap(String::lines).toList()) {
            if (line.startsWith("./offhook ")) {
                seen++;
                String problem = CommandWords.problem(split(line.substring("./offhook ".length())));
                if (!problem.isEmpty()) {
                    faults.add(line + ": " + problem);
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(seen).isPositive();
    }

    @Test
    void documentsInTheDocumentationAreRead() throws IOException {
        List<String> faults = new ArrayList<>();
        List<String> documents = blocks("xml").toList();
        for (String document : documents) {
            if (DocumentParser.parse(document.strip().getBytes(StandardCharsets.UTF_8)) instanceof Malformed bad) {
                faults.add(bad.message() + "\n" + document);
            }
        }
        assertThat(faults).isEmpty();
        assertThat(documents).isNotEmpty();
    }

    private static Stream<String> blocks(String language) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : documents()) {
            Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.UTF_8));
            while (matcher.find()) {
                if (matcher.group(1).equals(language)) {
                    found.add(matcher.group(2));
                }
            }
        }
        return found.stream();
    }

    private static List<Path> documents() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("STYLE.md"))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException("run the tests inside the checkout");
        }
        List<Path> all = new ArrayList<>(List.of(here.resolve("README.md")));
        try (Stream<Path> docs = Files.walk(here.resolve("docs"))) {
            docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(all::add);
        }
        return all;
    }

    /// Splits as a shell does, as far as the documentation goes: blanks and double quotes.
    private static String[] split(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(line.replaceAll("\\s+#.*", ""));
        while (matcher.find()) {
            words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return words.toArray(String[]::new);
    }
}
