package org.offhook.adapters.store.data;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.List;
import org.offhook.adapters.store.SqliteStore;
import org.offhook.adapters.store.commits.CommitLog;

/// A copy of a data folder that is itself one: a server started with it goes on from the moment at which the
/// backup began. The server whose folder it is may run meanwhile; it notices nothing but the reading.
public final class Backup {

    /// Beside the database: what was recorded, and certificates made here. Everything else can be made again.
    private static final List<String> FOLDERS = List.of("recordings", "tls", "proxy");
    /// Recordings that are still growing; the database knows them as unfinished.
    private static final String GROWING = ".part";

    private final Path data;
    private final Path copy;
    private long files;
    private long bytes;

    private Backup(Path data, Path copy) {
        this.data = data;
        this.copy = copy;
    }

    /// What was copied.
    ///
    /// @param files the database included
    public record Written(Path folder, long files, long bytes) {}

    /// Writes to a folder that is not there yet; it has its name only when it is whole.
    ///
    /// @throws IOException with one line for the operator
    public static Written write(Path data, Path to) throws IOException {
        Path database = data.resolve(SqliteStore.FILE);
        if (!Files.isRegularFile(database)) {
            throw new IOException("there is no database in " + data + ": give the data folder of a server with --data");
        }
        if (Files.exists(to)) {
            throw new IOException(to + " is there already: name a folder that a backup can make");
        }
        Path fresh = to.toAbsolutePath().resolveSibling(to.getFileName() + ".incomplete");
        if (Files.exists(fresh)) {
            throw new IOException(fresh + " is left of a backup that failed: remove it");
        }
        Backup backup = new Backup(data, fresh);
        backup.write(database);
        Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE);
        return new Written(to, backup.files, backup.bytes);
    }

    /// The log first, because whatever leaves it is in the database by then; then the database, because whatever
    /// it names is on the disk by then.
    private void write(Path database) throws IOException {
        Files.createDirectories(copy.getParent());
        DataFolder.make(copy);
        for (String name : CommitLog.FILES) {
            if (Files.exists(data.resolve(name))) {
                Files.copy(data.resolve(name), copy.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
                count(copy.resolve(name));
            }
        }
        Path own = copy.resolve(SqliteStore.FILE);
        try {
            SqliteStore.copy(database, own);
        } catch (SQLException failure) {
            throw new IOException("the database cannot be copied: " + failure.getMessage(), failure);
        }
        count(own);
        for (String folder : FOLDERS) {
            if (Files.isDirectory(data.resolve(folder))) {
                copy(data.resolve(folder), copy.resolve(folder));
            }
        }
    }

    private void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                DataFolder.make(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.toString().endsWith(GROWING)) {
                    try {
                        Path own = to.resolve(from.relativize(file));
                        Files.copy(file, own, StandardCopyOption.COPY_ATTRIBUTES);
                        count(own);
                    } catch (NoSuchFileException deleted) {
                        // By its owner, since the folder was listed.
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void count(Path file) throws IOException {
        files++;
        bytes += Files.size(file);
    }
}
