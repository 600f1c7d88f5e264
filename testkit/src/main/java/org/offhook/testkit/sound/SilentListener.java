package org.offhook.testkit.sound;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaSession.Listening;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.media.Tap;
import org.offhook.media.listen.UtteranceCutter;

/// Cuts utterances as production does, and writes on each what was said: a fake recogniser reads it there.
final class SilentListener implements Tap {

    private final Listening how;
    private final Consumer<MediaEvent> events;
    private final UtteranceCutter cutter;
    private final List<String> said = new ArrayList<>();

    SilentListener(long id, Listening how, Consumer<MediaEvent> events) {
        this.how = how;
        this.events = events;
        this.cutter = new UtteranceCutter(id, how, this::happened);
    }

    @Override
    public void frame(short[] theirs, short[] ours) {
        cutter.frame(theirs, ours);
    }

    void heard(Sound sound, boolean inbound) {
        if (sound instanceof Sound.Begins begins && inbound == (how.track() == Track.INBOUND)) {
            said.add(begins.caption());
        }
    }

    private void happened(MediaEvent event) {
        if (event instanceof MediaEvent.Spoken(long id, var sound, boolean complete)) {
            events.accept(new MediaEvent.Spoken(id, sound.captioned(String.join(" ", said)), complete));
            if (complete) {
                said.clear();
            }
        } else {
            events.accept(event);
        }
    }
}
