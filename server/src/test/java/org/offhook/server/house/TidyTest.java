package org.offhook.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Enforces STYLE.md. Each failure says where, and what to write instead.
final class TidyTest {

    private static final Path ROOT = root();
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", "data", ".idea", ".vscode");
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_LINE = 120;
    private static final int FULLEST_PACKAGE = 25;

    private static final Map<Pattern, String> FORBIDDEN = Map.of(
            Pattern.compile("@Disabled|\\bassumeTrue|\\bassumeFalse|\\bassumeThat"),
            "a skipped test proves nothing: make it run or remove it",
            Pattern.compile("Thread\\.sleep\\("),
            "wait for the condition itself (latch, poll with a deadline), not for time",
            Pattern.compile("\\b(TODO|FIXME|XXX)\\b"),
            "do it now, or say in docs what is missing",
            Pattern.compile("System\\.(out|err)\\.print"),
            "print through the command's own writer, log through slf4j",
            Pattern.compile("printStackTrace\\("),
            "log it with its context, or let it fly");

    /// Where a rule does not hold, and why.
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "TidyTest.java", "names the forbidden words",
            "examples/", "single files for readers, outside the house");

    @Test
    void filesAreShortEnoughToRead() {
        List<String> faults = new ArrayList<>();
        for (Path file : files(".java")) {
            long lines = lines(file).size();
            if (lines > LONGEST_FILE) {
                faults.add(name(file) + " has " + lines + " lines: divide it, " + LONGEST_FILE + " is the most");
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void linesFitTheScreen() {
        List<String> faults = new ArrayList<>();
        for (Path file : files(".java")) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                // Neither a text nor the name of a foreign class can be broken.
                if (line.length() > LONGEST_LINE && !line.contains("\"") && !line.startsWith("import ")) {
                    faults.add(name(file) + ":" + (i + 1) + " is longer than " + LONGEST_LINE + " columns");
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void roomsAreNotCrowded() {
        Map<String, Integer> sizes = new TreeMap<>();
        for (Path file : files(".java")) {
            if (name(file).contains("/src/main/java/")) {
                sizes.merge(name(parent(file)), 1, Integer::sum);
            }
        }
        List<String> faults = new ArrayList<>();
        sizes.forEach((room, size) -> {
            // The package-info does not count.
            if (size > FULLEST_PACKAGE + 1) {
                faults.add(room + " holds " + (size - 1) + " files: divide it, " + FULLEST_PACKAGE + " is the most");
            }
        });
        assertThat(faults).isEmpty();
    }

    @Test
    void everyRoomSaysWhatItIs() {
        List<String> faults = new ArrayList<>();
        for (Path file : files(".java")) {
            if (!name(file).contains("/src/main/java/")) {
                continue;
            }
            Path info = parent(file).resolve("package-info.java");
            if (!Files.exists(info)) {
                faults.add(name(parent(file))
                        + " has no package-info.java: say what it is, who owns its state, where to enter");
            } else {
                String text = String.join("\n", lines(info));
                if (!text.contains("@NullMarked") || !text.stripLeading().startsWith("///")) {
                    faults.add(name(info) + " needs a text (///) and @NullMarked");
                }
            }
        }
        assertThat(faults.stream().distinct()).isEmpty();
    }

    @Test
    void nothingForbiddenIsWritten() {
        List<String> faults = new ArrayList<>();
        for (Path file : files(".java")) {
            if (EXCEPTIONS.keySet().stream().anyMatch(name(file)::contains)) {
                continue;
            }
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                for (Map.Entry<Pattern, String> rule : FORBIDDEN.entrySet()) {
                    if (rule.getKey().matcher(lines.get(i)).find()) {
                        faults.add(name(file) + ":" + (i + 1) + ": " + rule.getValue());
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void documentsLinkToWhatExists() {
        Pattern link = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
        List<String> faults = new ArrayList<>();
        for (Path file : files(".md")) {
            for (String line : lines(file)) {
                Matcher matcher = link.matcher(line);
                while (matcher.find()) {
                    if (!Files.exists(parent(file).resolve(matcher.group(1)))) {
                        faults.add(name(file) + " links to " + matcher.group(1) + ", which is not there");
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void commandsCanBeRun() {
        List<String> faults = new ArrayList<>();
        for (String command : List.of("offhook", "verify", "dev", ".ci/run")) {
            if (!Files.isExecutable(ROOT.resolve(command))) {
                faults.add(command + " is missing or cannot be run: chmod +x " + command);
            }
        }
        assertThat(faults).isEmpty();
    }

    private static List<Path> files(String ending) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    Path name = dir.getFileName();
                    return name != null && NOT_OURS.contains(name.toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(ending)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(found).as("files ending in %s", ending).isNotEmpty();
        found.sort(null);
        return found;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? ROOT : parent;
    }

    private static String name(Path file) {
        return ROOT.relativize(file).toString();
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
