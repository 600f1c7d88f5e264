package org.offhook.server.phone;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.offhook.core.media.Audio;
import org.offhook.core.recordings.RecordingSink;
import org.offhook.protocols.wav.WavHeader;

/// What the phone heard. It is kept in memory during the call, because the media shard, which feeds it, must
/// not wait for a disk; [#save] writes it as a WAV file once the shard has closed it.
public final class HeardFile implements RecordingSink {

    /// Bytes: an hour. What comes later is left out.
    private static final int MOST = 3600 * Audio.RATE * 2;

    private static final long PATIENCE_SECONDS = 5;

    private final ByteArrayOutputStream samples = new ByteArrayOutputStream(1 << 16);
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public void write(short[] from, int length) {
        for (int i = 0; i < length && samples.size() < MOST; i++) {
            samples.write(from[i]);
            samples.write(from[i] >> 8);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /// Waits until all of it is there, and writes it.
    public void save(Path file) throws IOException, InterruptedException {
        if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the recording was not completed");
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(WavHeader.of(Audio.RATE, 1, samples.size()));
            samples.writeTo(out);
        }
    }
}
