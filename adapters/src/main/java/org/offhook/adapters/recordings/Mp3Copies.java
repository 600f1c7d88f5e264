package org.offhook.adapters.recordings;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.offhook.core.ids.Sid;
import org.offhook.core.recordings.Mixdown;
import org.offhook.core.recordings.RecordingFiles.Content;
import org.offhook.core.recordings.RecordingFiles.Mp3;
import org.offhook.protocols.wav.WavHeader;

/// MP3 files made of recordings, kept beside them so that each is made once; the folder may be emptied at any
/// time. One thread makes them, one after the other: sound that goes through calls has the other cores for
/// itself. Whoever asks for the same one meanwhile waits for the same file.
final class Mp3Copies implements AutoCloseable {

    /// Files that may wait to be made.
    static final int MOST_WAITING = 64;

    private final Path folder;
    private final Original originals;
    private final ConcurrentHashMap<Path, FutureTask<Boolean>> underWay = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor encoder;
    private final AtomicLong refused = new AtomicLong();

    /// Where the recorded sound is.
    @FunctionalInterface
    interface Original {
        /// The WAV file.
        Optional<Content> open(Sid recording) throws IOException;
    }

    /// @param folder made when it is not there
    Mp3Copies(Path folder, Original originals) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.originals = originals;
        this.encoder = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("mp3").daemon().factory());
    }

    Mp3 open(Sid recording, boolean mixed) throws IOException {
        Path file = path(recording, mixed);
        Optional<Content> there = read(file);
        if (there.isPresent()) {
            return new Mp3.Ready(there.get());
        }
        try {
            return made(file, () -> make(recording, mixed, file))
                    ? read(file).<Mp3>map(Mp3.Ready::new).orElseGet(Mp3.Missing::new)
                    : new Mp3.Missing();
        } catch (RejectedExecutionException | CancellationException full) {
            refused.incrementAndGet();
            return new Mp3.Busy();
        }
    }

    void delete(Sid recording) throws IOException {
        Files.deleteIfExists(path(recording, true));
        Files.deleteIfExists(path(recording, false));
    }

    int waiting() {
        return encoder.getQueue().size();
    }

    /// How many were not made because too many waited.
    long refused() {
        return refused.get();
    }

    private boolean made(Path file, Callable<Boolean> making) throws IOException {
        FutureTask<Boolean> mine = new FutureTask<>(making);
        FutureTask<Boolean> theirs = underWay.putIfAbsent(file, mine);
        try {
            if (theirs == null) {
                encoder.execute(mine);
            }
            return (theirs == null ? mine : theirs).get();
        } catch (ExecutionException failure) {
            throw new IOException("an MP3 cannot be made: " + failure.getCause(), failure.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("nobody waits for the MP3 any more");
        } finally {
            underWay.remove(file, mine);
        }
    }

    /// @return whether there is such a recording
    private boolean make(Sid recording, boolean mixed, Path file) throws IOException {
        Optional<Content> original = originals.open(recording);
        if (original.isEmpty()) {
            return false;
        }
        Content sound = mixed ? Mixdown.of(original.get()) : original.get();
        Files.createDirectories(file.getParent());
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        try (InputStream stream = sound.stream();
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
            int channels = stream.readNBytes(WavHeader.LENGTH)[22];
            Mp3Encoder.encode(stream, channels, out);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        return stillThere(recording, file);
    }

    /// A recording that was deleted meanwhile leaves nothing behind.
    private boolean stillThere(Sid recording, Path file) throws IOException {
        Optional<Content> original = originals.open(recording);
        if (original.isEmpty()) {
            Files.deleteIfExists(file);
            return false;
        }
        original.get().stream().close();
        return true;
    }

    private static Optional<Content> read(Path file) throws IOException {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            return Optional.of(new Content(channel.size(), Channels.newInputStream(channel)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private Path path(Sid recording, boolean mixed) {
        return folder.resolve(recording.value().substring(2, 4))
                .resolve(recording.value() + (mixed ? ".mono.mp3" : ".mp3"));
    }

    /// What waits is given up; a file half made is made anew when it is asked for again.
    @Override
    public void close() {
        encoder.shutdownNow();
        underWay.values().forEach(waiting -> waiting.cancel(true));
    }
}
