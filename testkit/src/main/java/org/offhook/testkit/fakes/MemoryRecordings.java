package org.offhook.testkit.fakes;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.Audio;
import org.offhook.core.recordings.RecordingFiles;
import org.offhook.core.recordings.RecordingSink;

/// Recordings of which only the length is kept; reading one back gives so much silence without a header.
public final class MemoryRecordings implements RecordingFiles {

    private final Executor disk;
    private final Map<Sid, Tape> tapes = new LinkedHashMap<>();

    /// @param disk tells, after a while, that a file is complete
    public MemoryRecordings(Executor disk) {
        this.disk = disk;
    }

    private static final class Tape {
        private final int channels;
        private long samples;
        private boolean closed;

        Tape(int channels) {
            this.channels = channels;
        }

        Duration length() {
            return Duration.ofMillis(samples / channels * 1000 / Audio.RATE);
        }
    }

    @Override
    public RecordingSink create(Sid recording, int channels, Runnable whenClosed) {
        Tape tape = new Tape(channels);
        tapes.put(recording, tape);
        return new RecordingSink() {
            @Override
            public void write(short[] samples, int length) {
                tape.samples += length;
            }

            @Override
            public void close() {
                tape.closed = true;
                disk.execute(whenClosed);
            }
        };
    }

    @Override
    public Optional<Content> open(Sid recording) {
        Tape tape = tapes.get(recording);
        if (tape == null) {
            return Optional.empty();
        }
        byte[] silence = new byte[Math.toIntExact(tape.samples * 2)];
        return Optional.of(new Content(silence.length, new ByteArrayInputStream(silence)));
    }

    /// The same silence; nobody here listens.
    @Override
    public Mp3 mp3(Sid recording, boolean mixed) {
        return open(recording).<Mp3>map(Mp3.Ready::new).orElseGet(Mp3.Missing::new);
    }

    @Override
    public void delete(Sid recording) {
        tapes.remove(recording);
    }

    @Override
    public Optional<Duration> repair(Sid recording) {
        return length(recording);
    }

    /// How long a recording is.
    public Optional<Duration> length(Sid recording) {
        return Optional.ofNullable(tapes.get(recording)).map(Tape::length);
    }

    /// Files that were begun and not closed.
    public long open() {
        return tapes.values().stream().filter(tape -> !tape.closed).count();
    }
}
