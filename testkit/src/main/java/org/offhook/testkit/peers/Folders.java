package org.offhook.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/// Folders that tests work in. Those of tests that passed are deleted; those of tests that failed are left for
/// whoever looks for the reason.
final class Folders {

    /// Those of this process.
    static final Folders OWN = new Folders();

    private final Queue<Path> made = new ConcurrentLinkedQueue<>();

    Path make(String name) {
        try {
            Path folder = Files.createTempDirectory("offhook-" + name + "-");
            made.add(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Everything that was made up to now has served.
    ///
    /// @param passed whether the tests did
    void served(boolean passed) {
        for (Path folder = made.poll(); folder != null; folder = made.poll()) {
            if (passed) {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException _) {
            // A program that is just ending has made another file meanwhile; it stays.
        }
    }
}
