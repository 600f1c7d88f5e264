package org.offhook.media.listen;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaSession.Listening;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.media.Tap;
import org.offhook.media.record.SpeechDetector;

/// Cuts one direction of a leg into utterances. An utterance begins with the fifth loud frame, so that a click
/// is none, and holds 300 ms of what was before; it ends with the silence that was asked for, of which 300 ms
/// stay.
public final class UtteranceCutter implements Tap {
    private static final int FRAME = 160;

    /// Loud frames that make a beginning: 100 ms.
    private static final int BEGINNING = 5;

    /// Frames kept before the beginning and after the end: 300 ms.
    private static final int MARGIN = 15;

    private static final int FIRST_ROOM = 100 * FRAME;

    private final long id;
    private final Listening how;
    private final Consumer<MediaEvent> events;
    private final SpeechDetector detector = new SpeechDetector();
    private final int endFrames;
    private final int mostFrames;
    private final int partialFrames;
    private short[] samples = new short[FIRST_ROOM];
    private int frames;
    private int loudFrames;
    private int quietFrames;
    private boolean speaking;

    /// @param id     told in every event
    /// @param events takes [MediaEvent.Speaks] and [MediaEvent.Spoken], on the media shard
    public UtteranceCutter(long id, Listening how, Consumer<MediaEvent> events) {
        this.id = id;
        this.how = how;
        this.events = events;
        this.endFrames = Math.max(1, frames(how.endSilence()));
        this.mostFrames = Math.max(2 * MARGIN, frames(how.longest()));
        this.partialFrames = frames(how.partials());
    }

    private static int frames(Duration duration) {
        return Math.toIntExact(duration.toMillis() / 20);
    }

    @Override
    public void frame(short[] theirs, short[] ours) {
        short[] frame = how.track() == Track.INBOUND ? theirs : ours;
        boolean speech = detector.speech(frame, FRAME);
        boolean loud = detector.loud();
        if (!speaking && frames == 2 * MARGIN) {
            forgetOldest();
        }
        append(frame);
        quietFrames = loud ? 0 : quietFrames + 1;
        if (!speaking) {
            loudFrames = speech ? loudFrames + (loud ? 1 : 0) : 0;
            if (loudFrames >= BEGINNING) {
                speaking = true;
                events.accept(new MediaEvent.Speaks(id));
            }
        } else if (quietFrames >= endFrames) {
            end(Math.max(0, quietFrames - MARGIN));
        } else if (frames >= mostFrames) {
            end(0);
        } else if (partialFrames > 0 && frames % partialFrames == 0) {
            tell(frames, false);
        }
    }

    private void append(short[] frame) {
        if (samples.length < (frames + 1) * FRAME) {
            samples = Arrays.copyOf(samples, samples.length * 2);
        }
        System.arraycopy(frame, 0, samples, frames * FRAME, FRAME);
        frames++;
    }

    /// Before anybody speaks, the last 600 ms are kept: a beginning and the margin before it.
    private void forgetOldest() {
        System.arraycopy(samples, FRAME, samples, 0, (frames - 1) * FRAME);
        frames--;
    }

    /// @param cut frames of silence at the end that are left out
    private void end(int cut) {
        tell(frames - cut, true);
        samples = new short[FIRST_ROOM];
        frames = 0;
        loudFrames = 0;
        speaking = false;
    }

    private void tell(int count, boolean complete) {
        events.accept(new MediaEvent.Spoken(id, new Audio(Arrays.copyOf(samples, count * FRAME), ""), complete));
    }
}
