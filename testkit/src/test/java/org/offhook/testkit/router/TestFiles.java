package org.offhook.testkit.router;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.ids.Sid;
import org.offhook.core.recordings.RecordingFiles;
import org.offhook.core.recordings.RecordingSink;
import org.offhook.protocols.wav.WavHeader;
import org.offhook.testkit.kernel.Timeline;

/// Recordings in memory; a file is complete a moment after its last sample.
final class TestFiles implements RecordingFiles {

    private final Timeline timeline;
    private final Map<Sid, Integer> samples = new HashMap<>();

    TestFiles(Timeline timeline) {
        this.timeline = timeline;
    }

    int count() {
        return samples.size();
    }

    @Override
    public RecordingSink create(Sid recording, int channels, Runnable whenClosed) {
        samples.put(recording, 0);
        return new RecordingSink() {
            @Override
            public void write(short[] some, int length) {
                samples.merge(recording, length, Integer::sum);
            }

            @Override
            public void close() {
                timeline.after(Duration.ofMillis(30), "a recording is on disk", whenClosed);
            }
        };
    }

    @Override
    public Optional<Content> open(Sid recording) {
        Integer length = samples.get(recording);
        if (length == null) {
            return Optional.empty();
        }
        byte[] silence = new byte[WavHeader.LENGTH + 2 * length];
        return Optional.of(new Content(silence.length, new ByteArrayInputStream(silence)));
    }

    @Override
    public Mp3 mp3(Sid recording, boolean mixed) {
        return open(recording).<Mp3>map(Mp3.Ready::new).orElseGet(Mp3.Missing::new);
    }

    @Override
    public void delete(Sid recording) {
        samples.remove(recording);
    }

    @Override
    public Optional<Duration> repair(Sid recording) {
        return samples.containsKey(recording) ? Optional.of(Duration.ofSeconds(3)) : Optional.empty();
    }
}
