package org.offhook.testkit.sound;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaEvent.RecordingEnd;
import org.offhook.core.media.MediaSession.Pause;
import org.offhook.core.media.MediaSession.Recorder;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.testkit.kernel.Timeline;

/// A recording that knows when there was sound and when there was none, and hands so many samples of silence to
/// its sink in the end.
final class SilentRecording {

    private static final short[] NOTHING = new short[Audio.RATE];

    private final Timeline timeline;
    private final Recorder recorder;
    private final long id;
    private final Consumer<MediaEvent> whenDone;
    private final Duration begun;
    private final Cancellable longest;
    private @Nullable Cancellable silence;
    private @Nullable Duration firstSound;
    private Duration soundUntil;
    private long lastSound;
    private Duration quietSince;
    private Pause pause = Pause.NONE;
    private Duration pausedAt = Duration.ZERO;
    private Duration skipped = Duration.ZERO;
    private boolean ended;

    /// @param whenDone takes [MediaEvent.Recorded]
    SilentRecording(Timeline timeline, Recorder recorder, long id, Consumer<MediaEvent> whenDone) {
        this.timeline = timeline;
        this.recorder = recorder;
        this.id = id;
        this.whenDone = whenDone;
        this.begun = timeline.elapsed();
        this.soundUntil = begun;
        this.quietSince = begun;
        this.longest = timeline.after(
                recorder.longest(), "media has recorded enough", () -> end(RecordingEnd.LONGEST, (char) 0));
        waitForSilence();
    }

    boolean finishedBy(char key) {
        return recorder.finishKeys().indexOf(key) >= 0;
    }

    /// @param inbound whether the far end makes the sound; its silence is what ends a recording
    void heard(Sound.Begins begins, boolean inbound) {
        Track track = recorder.track();
        if (track == Track.BOTH || inbound == (track == Track.INBOUND)) {
            Duration now = timeline.elapsed();
            if (firstSound == null) {
                firstSound = now;
            }
            lastSound = begins.id();
            soundUntil = max(soundUntil, now.plus(begins.length()));
            if (inbound || track == Track.OUTBOUND) {
                quietSince = soundUntil;
                waitForSilence();
            }
        }
    }

    /// What is skipped is taken off the length; where in it there was sound does not matter here.
    void pause(Pause how) {
        if (pause == Pause.SKIP) {
            skipped = skipped.plus(timeline.elapsed().minus(pausedAt));
        }
        pause = how;
        pausedAt = timeline.elapsed();
    }

    void stopped(Sound.Stops stops) {
        if (stops.id() == lastSound) {
            soundUntil = timeline.elapsed();
            quietSince = soundUntil;
            waitForSilence();
        }
    }

    void end(RecordingEnd why, char key) {
        if (ended) {
            return;
        }
        pause(Pause.NONE);
        ended = true;
        longest.cancel();
        if (silence != null) {
            silence.cancel();
        }
        Duration kept = kept();
        long samples = kept.toMillis() * Audio.RATE / 1000 * recorder.channels();
        for (long left = samples; left > 0; left -= NOTHING.length) {
            recorder.sink().write(NOTHING, (int) Math.min(left, NOTHING.length));
        }
        recorder.sink().close();
        whenDone.accept(new MediaEvent.Recorded(id, kept, why, key));
    }

    /// Nothing more reaches the sink, which stays as it is.
    void powerOff() {
        ended = true;
        longest.cancel();
        if (silence != null) {
            silence.cancel();
        }
    }

    private Duration kept() {
        Duration now = timeline.elapsed();
        if (!recorder.trimSilence()) {
            return now.minus(begun).minus(skipped);
        }
        Duration last = soundUntil.compareTo(now) < 0 ? soundUntil : now;
        return firstSound == null
                ? Duration.ZERO
                : max(Duration.ZERO, last.minus(firstSound).minus(skipped));
    }

    private void waitForSilence() {
        if (recorder.endSilence().isPositive() && !ended) {
            if (silence != null) {
                silence.cancel();
            }
            Duration due = quietSince.plus(recorder.endSilence()).minus(timeline.elapsed());
            silence = timeline.after(due, "media hears nothing", () -> end(RecordingEnd.SILENCE, (char) 0));
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
