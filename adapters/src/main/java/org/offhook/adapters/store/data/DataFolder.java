package org.offhook.adapters.store.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder in which one server keeps everything. Only its owner may read it, and a lock keeps a second
/// server out.
public final class DataFolder implements AutoCloseable {

    private static final String LOCK = "offhook.lock";
    private static final String FOLDER_MODE = "rwx------";
    private static final String FILE_MODE = "rw-------";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /// The folder cannot be used; the message is for people and says what to do.
    public static final class Unusable extends IOException {
        public Unusable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// Makes the folder when it is missing, and takes it for this process.
    public static DataFolder open(Path path) throws Unusable {
        try {
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw new Unusable("data folder " + path + " is a file: give a folder with --data", null);
            }
            Files.createDirectories(path, mode(path, FOLDER_MODE));
            Path file = path.resolve(LOCK);
            FileChannel channel = create(file);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String owner = Files.readString(file, StandardCharsets.US_ASCII).strip();
                channel.close();
                throw new Unusable(
                        "data folder " + path + " is in use by another server"
                                + (owner.isEmpty() ? "" : " (process " + owner + ")")
                                + ": stop it, or give another folder with --data",
                        null);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataFolder(path, channel, lock);
        } catch (Unusable told) {
            throw told;
        } catch (IOException failure) {
            throw new Unusable(
                    "data folder " + path + " is not writable: " + reason(failure)
                            + "; give another folder with --data, or change its owner",
                    failure);
        }
    }

    public Path path() {
        return path;
    }

    /// A file in the folder that only its owner may read; made when it is missing.
    public Path file(String name) throws IOException {
        Path file = path.resolve(name);
        create(file).close();
        return file;
    }

    /// A folder in the folder; made when it is missing.
    public Path folder(String name) throws IOException {
        return make(path.resolve(name));
    }

    /// A folder that only its owner may read; made when it is missing.
    static Path make(Path folder) throws IOException {
        return Files.createDirectories(folder, mode(folder, FOLDER_MODE));
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                mode(file, FILE_MODE));
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = failure instanceof FileSystemException system ? system.getReason() : null;
        String message = reason != null ? reason : failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
