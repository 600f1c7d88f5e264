package org.offhook.media.silent;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaEvent.RecordingEnd;
import org.offhook.core.media.MediaSession.Recorder;
import org.offhook.core.time.Scheduler.Cancellable;

/// A recording of nothing, as long as it would have been: it knows when the far end spoke, ends after silence
/// or at its longest, and writes silence to its sink.
final class SilentRecording {
    private static final int BLOCK = 4_000;

    private final SilentMedia media;
    private final SilentSession session;
    private final long id;
    private final Recorder how;
    private final long startedAt;
    private long speechFrom = -1;
    private long speechTo;
    private @Nullable Cancellable longest;
    private @Nullable Cancellable silence;

    SilentRecording(SilentMedia media, SilentSession session, long id, Recorder how) {
        this.media = media;
        this.session = session;
        this.id = id;
        this.how = how;
        this.startedAt = media.now();
        this.speechTo = startedAt;
        if (!how.longest().isZero()) {
            longest = media.scheduler().after(how.longest(), () -> session.end(this, RecordingEnd.LONGEST, (char) 0));
        }
        awaitSilence();
    }

    long id() {
        return id;
    }

    boolean endsWith(char key) {
        return how.finishKeys().indexOf(key) >= 0;
    }

    /// The far end speaks from now on, until `until` in nanoseconds.
    void speech(long until) {
        speechFrom = speechFrom < 0 ? media.now() : speechFrom;
        speechTo = Math.max(speechTo, until);
        awaitSilence();
    }

    private void awaitSilence() {
        if (how.endSilence().isZero()) {
            return;
        }
        if (silence != null) {
            silence.cancel();
        }
        Duration patience = Duration.ofNanos(speechTo - media.now()).plus(how.endSilence());
        silence = media.scheduler().after(patience, () -> session.end(this, RecordingEnd.SILENCE, (char) 0));
    }

    MediaEvent.Recorded finish(RecordingEnd end, char key) {
        if (longest != null) {
            longest.cancel();
        }
        if (silence != null) {
            silence.cancel();
        }
        long until = media.now();
        long kept = until - startedAt;
        if (how.trimSilence()) {
            kept = speechFrom < 0 ? 0 : Math.min(speechTo, until) - speechFrom;
        }
        write(kept / (1_000_000_000L / Audio.RATE) * (how.channels() == 2 ? 2 : 1));
        how.sink().close();
        return new MediaEvent.Recorded(id, Duration.ofNanos(kept), end, key);
    }

    private void write(long samples) {
        short[] block = new short[BLOCK];
        for (long left = samples; left > 0; left -= BLOCK) {
            how.sink().write(block, (int) Math.min(left, BLOCK));
        }
    }
}
