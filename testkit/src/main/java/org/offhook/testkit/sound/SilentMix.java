package org.offhook.testkit.sound;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaServer;
import org.offhook.core.media.MediaSession.Presence;

/// A room in which everybody who hears, hears everybody else who speaks.
final class SilentMix implements MediaServer.Mix {

    private final SilentMedia media;
    private final Map<SilentSession, Presence> members = new LinkedHashMap<>();
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
        if (speaker != null && speaker.speaks()) {
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
            for (SilentSession member : List.copyOf(members.keySet())) {
                member.emit(new Sound.Begins(member.nextSound(), audio.caption(), audio.duration()));
            }
            media.timeline()
                    .after(audio.duration(), "mix has played", () -> whenDone.accept(new MediaEvent.Played(id, true)));
        });
    }

    @Override
    public void close() {
        media.command("mix closes", () -> {
            closed = true;
            members.clear();
        });
    }
}
