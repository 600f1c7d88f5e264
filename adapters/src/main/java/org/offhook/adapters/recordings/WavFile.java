package org.offhook.adapters.recordings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.protocols.wav.WavHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One file under way; used by the writer thread only. After an error of the disk it takes nothing more, and
/// completes with what it has.
final class WavFile {

    private static final Logger LOG = LoggerFactory.getLogger(WavFile.class);

    private final Path partial;
    private final Path complete;
    private final int channels;
    private @Nullable FileChannel channel;
    private boolean failed;

    WavFile(Path partial, Path complete, int channels) {
        this.partial = partial;
        this.complete = complete;
        this.channels = channels;
    }

    void append(ByteBuffer samples) {
        if (failed) {
            return;
        }
        try {
            FileChannel open = opened();
            while (samples.hasRemaining()) {
                open.write(samples);
            }
        } catch (IOException failure) {
            failed = true;
            LOG.error(
                    "recording {} ends early, the disk does not take it: {}",
                    partial.getFileName(),
                    failure.toString());
        }
    }

    /// Makes the file whole and gives it its final name, unless it was deleted meanwhile.
    void finish() {
        try (FileChannel open = opened()) {
            long data = open.size() - WavHeader.LENGTH;
            open.write(ByteBuffer.wrap(WavHeader.of(Audio.RATE, channels, data - data % (2L * channels))), 0);
            open.force(true);
            Files.move(partial, complete, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException deleted) {
            LOG.debug("recording {} was deleted before it was complete", partial.getFileName());
        } catch (IOException failure) {
            LOG.error("recording {} is not complete: {}", partial.getFileName(), failure.toString());
        }
    }

    private FileChannel opened() throws IOException {
        @Nullable FileChannel open = channel;
        if (open == null) {
            Files.createDirectories(partial.getParent());
            open = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel = open;
            open.write(ByteBuffer.wrap(WavHeader.of(Audio.RATE, channels, 0)));
        }
        return open;
    }
}
