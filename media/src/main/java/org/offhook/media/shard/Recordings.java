package org.offhook.media.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaEvent.RecordingEnd;
import org.offhook.core.media.MediaSession.Pause;
import org.offhook.core.media.MediaSession.Recorder;
import org.offhook.core.media.Tap;
import org.offhook.media.record.LegRecorder;

/// The recordings that run on a leg, and the taps on it: whoever takes its samples.
final class Recordings {
    private final List<LegRecorder> running = new ArrayList<>(1);
    private final List<Tap> taps = new ArrayList<>(1);
    private final Consumer<MediaEvent> events;
    private final Runnable changed;

    /// @param changed run whenever somebody begins or ends to take samples
    Recordings(Consumer<MediaEvent> events, Runnable changed) {
        this.events = events;
        this.changed = changed;
    }

    void begin(long id, Recorder how) {
        running.add(new LegRecorder(id, how));
        changed.run();
    }

    void stop(long id) {
        for (LegRecorder recorder : List.copyOf(running)) {
            if (recorder.id() == id) {
                end(recorder, RecordingEnd.STOPPED, (char) 0);
            }
        }
    }

    void pause(long id, Pause how) {
        running.stream().filter(recorder -> recorder.id() == id).forEach(recorder -> recorder.pause(how));
    }

    void stopAll() {
        for (LegRecorder recorder : List.copyOf(running)) {
            end(recorder, RecordingEnd.STOPPED, (char) 0);
        }
        taps.clear();
    }

    void tap(Tap tap) {
        taps.add(tap);
        changed.run();
    }

    void untap(Tap tap) {
        if (taps.remove(tap)) {
            changed.run();
        }
    }

    /// Takes a key of the far end.
    ///
    /// @return whether it ended a recording, and so is no other event
    boolean key(char key) {
        boolean ended = false;
        for (LegRecorder recorder : List.copyOf(running)) {
            if (recorder.endsWith(key)) {
                end(recorder, RecordingEnd.KEY, key);
                ended = true;
            }
        }
        return ended;
    }

    /// Whether somebody takes samples.
    boolean any() {
        return !running.isEmpty() || !taps.isEmpty();
    }

    void frame(short[] theirs, short[] ours) {
        for (int i = running.size() - 1; i >= 0; i--) {
            RecordingEnd end = running.get(i).frame(theirs, ours);
            if (end != null) {
                end(running.get(i), end, (char) 0);
            }
        }
        for (int i = taps.size() - 1; i >= 0; i--) {
            taps.get(i).frame(theirs, ours);
        }
    }

    private void end(LegRecorder recorder, RecordingEnd end, char key) {
        running.remove(recorder);
        events.accept(new MediaEvent.Recorded(recorder.id(), recorder.finish(), end, key));
        changed.run();
    }
}
