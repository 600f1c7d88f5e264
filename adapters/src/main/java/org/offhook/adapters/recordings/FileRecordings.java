package org.offhook.adapters.recordings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.media.Audio;
import org.offhook.core.recordings.RecordingFiles;
import org.offhook.core.recordings.RecordingSink;
import org.offhook.protocols.wav.WavHeader;

/// `<folder>/<first two digits>/RE….wav`; `RE….part` while it is recorded or after a crash.
///
/// Samples reach the operating system within a second, so that a crash of this process costs no more; they
/// reach the disk (fsync) when the recording is complete, before anybody is told.
public final class FileRecordings implements RecordingFiles, AutoCloseable {

    /// Seconds that all recordings together may be ahead of the disk. Beyond, seconds are left out and silence
    /// takes their place.
    private static final int MOST_SECONDS_WAITING = 10_000;

    private static final int SAMPLE_BYTES = 2;
    private static final String COMPLETE = ".wav";
    private static final String PARTIAL = ".part";

    private final Path folder;
    private final Mp3Copies copies;
    private final ThreadPoolExecutor writer;

    /// @param folder made when it is not there
    /// @param copies folder for what can be made again
    public FileRecordings(Path folder, Path copies) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.copies = new Mp3Copies(copies, this::open);
        this.writer = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_SECONDS_WAITING),
                Thread.ofPlatform().name("recordings").daemon().factory());
    }

    @Override
    public RecordingSink create(Sid recording, int channels, Runnable whenClosed) {
        if (channels < 1 || channels > 2) {
            throw new IllegalArgumentException(channels + " channels");
        }
        WavFile file = new WavFile(path(recording, PARTIAL), path(recording, COMPLETE), channels);
        return new SecondBySecond(channels, file, writer, whenClosed);
    }

    @Override
    public Optional<Content> open(Sid recording) throws IOException {
        try {
            FileChannel channel = FileChannel.open(path(recording, COMPLETE), StandardOpenOption.READ);
            InputStream stream = Channels.newInputStream(channel);
            return Optional.of(new Content(channel.size(), stream));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    @Override
    public Mp3 mp3(Sid recording, boolean mixed) throws IOException {
        return copies.open(recording, mixed);
    }

    /// How many MP3 files were not made because too many waited.
    public long refusedMp3() {
        return copies.refused();
    }

    /// The copies last: one that is being made looks whether the recording is still there when it is done.
    @Override
    public void delete(Sid recording) throws IOException {
        Files.deleteIfExists(path(recording, PARTIAL));
        Files.deleteIfExists(path(recording, COMPLETE));
        copies.delete(recording);
    }

    @Override
    public Optional<Duration> repair(Sid recording) throws IOException {
        Path partial = path(recording, PARTIAL);
        Path complete = path(recording, COMPLETE);
        Path there = Files.exists(complete) ? complete : partial;
        if (!Files.exists(there)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(there, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer header = ByteBuffer.allocate(WavHeader.LENGTH);
            channel.read(header, 0);
            if (header.hasRemaining()) {
                // The crash came before anything was written.
                Files.delete(there);
                return Optional.empty();
            }
            byte[] right = WavHeader.repaired(header.array(), channel.size());
            channel.write(ByteBuffer.wrap(right), 0);
            channel.force(true);
            int channels = right[22];
            long samples = (channel.size() - WavHeader.LENGTH) / (SAMPLE_BYTES * (long) channels);
            if (there.equals(partial)) {
                Files.move(partial, complete, StandardCopyOption.ATOMIC_MOVE);
            }
            return Optional.of(Duration.ofMillis(samples * 1000 / Audio.RATE));
        } catch (IllegalArgumentException foreign) {
            throw new IOException(there + " is not one of our recordings", foreign);
        }
    }

    private Path path(Sid recording, String suffix) {
        if (!recording.is(SidType.RECORDING)) {
            throw new IllegalArgumentException("not a recording: " + recording);
        }
        return folder.resolve(recording.value().substring(2, 4)).resolve(recording.value() + suffix);
    }

    /// Writes what waits; recordings that are still open become complete by [#repair] at the next start.
    @Override
    public void close() {
        copies.close();
        writer.shutdown();
        try {
            if (!writer.awaitTermination(10, TimeUnit.SECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
