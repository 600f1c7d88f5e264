package org.offhook.media.silent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaServer.Mix;

/// A conference in which only captions are heard.
final class SilentMix implements Mix {
    private final SilentMedia media;
    private final List<SilentSession> members = new ArrayList<>();

    SilentMix(SilentMedia media) {
        this.media = media;
    }

    @Override
    public void play(Audio audio, Consumer<MediaEvent> whenDone) {
        media.command(() -> {
            for (SilentSession member : members) {
                member.hears(audio.caption(), audio.duration(), true);
            }
            media.scheduler().after(audio.duration(), () -> whenDone.accept(new MediaEvent.Played(0, true)));
        });
    }

    @Override
    public void close() {
        media.command(() -> {
            for (SilentSession member : List.copyOf(members)) {
                member.left(this);
            }
            members.clear();
        });
    }

    void add(SilentSession member) {
        if (!members.contains(member)) {
            members.add(member);
        }
    }

    void remove(SilentSession member) {
        members.remove(member);
    }
}
