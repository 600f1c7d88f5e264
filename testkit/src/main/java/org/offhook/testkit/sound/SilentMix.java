package org.offhook.testkit.sound;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaServer;
import org.offhook.core.media.MediaSession.Pause;
import org.offhook.core.media.MediaSession.Presence;
import org.offhook.core.media.MediaSession.Recorder;

/// A room in which everybody who hears, hears everybody else who speaks.
final class SilentMix implements MediaServer.Mix {

    private final SilentMedia media;
    private final Map<SilentSession, Presence> members = new LinkedHashMap<>();
    private @Nullable SilentRecording recording;
    private final Echo echo = new Echo();
    private boolean closed;

    SilentMix(SilentMedia media) {
        this.media = media;
    }

    void put(SilentSession member, Presence presence) {
        if (!closed) {
            members.put(member, presence);
        }
    }

    void remove(SilentSession member) {
        members.remove(member);
    }

    void relay(SilentSession from, Sound sound) {
        Presence speaker = members.get(from);
        // Keys are no sound: they are told beside it (RFC 4733), and nobody mixes them.
        boolean audible = !(sound instanceof Sound.Key) && echo.isFresh(sound);
        if (speaker != null && speaker.speaks() && audible) {
            if (speaker.heardBy() == null) {
                keep(sound);
            }
            members.forEach((member, presence) -> {
                boolean meant = speaker.heardBy() == null || member.equals(speaker.heardBy());
                if (!member.equals(from) && meant && presence.hears()) {
                    member.emit(sound);
                }
            });
        }
    }

    @Override
    public void play(Audio audio, Consumer<MediaEvent> whenDone) {
        long id = media.nextId();
        media.command("mix plays", () -> {
            if (closed) {
                whenDone.accept(new MediaEvent.Played(id, false));
                return;
            }
            keep(new Sound.Begins(0, audio.caption(), audio.duration()));
            for (SilentSession member : List.copyOf(members.keySet())) {
                member.emit(new Sound.Begins(member.nextSound(), audio.caption(), audio.duration()));
            }
            media.timeline()
                    .after(audio.duration(), "mix has played", () -> whenDone.accept(new MediaEvent.Played(id, true)));
        });
    }

    @Override
    public void record(Recorder how, Consumer<MediaEvent> whenDone) {
        long id = media.nextId();
        media.command("mix records", () -> recording = new SilentRecording(media.timeline(), how, id, whenDone));
    }

    @Override
    public void stopRecording() {
        media.command("mix stops recording", this::endRecording);
    }

    @Override
    public void pauseRecording(Pause how) {
        media.command("mix pauses recording", () -> {
            if (recording != null) {
                recording.pause(how);
            }
        });
    }

    private void endRecording() {
        SilentRecording running = recording;
        recording = null;
        if (running != null) {
            running.end(MediaEvent.RecordingEnd.STOPPED, (char) 0);
        }
    }

    private void keep(Sound sound) {
        SilentRecording running = recording;
        if (running != null) {
            switch (sound) {
                case Sound.Begins begins -> running.heard(begins, true);
                case Sound.Stops stops -> running.stopped(stops);
                case Sound.Key _ -> {}
            }
        }
    }

    /// The power fails.
    void powerOff() {
        SilentRecording running = recording;
        recording = null;
        closed = true;
        if (running != null) {
            running.powerOff();
        }
    }

    @Override
    public void close() {
        media.command("mix closes", () -> {
            endRecording();
            closed = true;
            members.clear();
            media.closed(this);
        });
    }
}
