package org.offhook.testkit.sound;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.testkit.kernel.Timeline;

/// What one session plays, one after the other.
final class Playlist {

    private final Timeline timeline;
    private final SilentSession session;
    private final Deque<Item> queued = new ArrayDeque<>();
    private @Nullable Playing playing;
    private boolean audible;

    Playlist(Timeline timeline, SilentSession session) {
        this.timeline = timeline;
        this.session = session;
    }

    private record Item(long id, Audio audio) {}

    /// @param sound its id in the air; 0 when it has none, because it is silence or nobody can hear it
    private record Playing(Item item, long sound, Duration until, Cancellable end) {}

    void add(long id, Audio audio) {
        queued.add(new Item(id, audio));
        if (playing == null) {
            next();
        }
    }

    /// Stops what plays, forgets the rest, and says so for each, in order.
    void clear() {
        List<Item> forgotten = List.copyOf(queued);
        queued.clear();
        Playing current = playing;
        if (current != null) {
            playing = null;
            current.end().cancel();
            hush(current);
            session.tell(new MediaEvent.Played(current.item().id(), false));
        }
        for (Item item : forgotten) {
            session.tell(new MediaEvent.Played(item.id(), false));
        }
    }

    /// The far end can hear us from now on, or cannot: what plays goes on either way.
    void audible(boolean now) {
        Playing current = playing;
        if (current != null && now != audible) {
            audible = now;
            if (now) {
                playing = new Playing(
                        current.item(),
                        begin(current.item().audio(), current.until().minus(timeline.elapsed())),
                        current.until(),
                        current.end());
            } else {
                hush(current);
                playing = new Playing(current.item(), 0, current.until(), current.end());
            }
        }
        audible = now;
    }

    private void next() {
        Item item = queued.poll();
        if (item == null) {
            return;
        }
        Duration length = item.audio().duration();
        Cancellable end = timeline.after(length, "media has played", () -> {
            playing = null;
            session.tell(new MediaEvent.Played(item.id(), true));
            if (playing == null) {
                next();
            }
        });
        playing = new Playing(
                item, begin(item.audio(), length), timeline.elapsed().plus(length), end);
    }

    private long begin(Audio audio, Duration length) {
        if (!audible || audio.caption().isEmpty() || !length.isPositive()) {
            return 0;
        }
        long sound = session.nextSound();
        session.emit(new Sound.Begins(sound, audio.caption(), length));
        return sound;
    }

    private void hush(Playing current) {
        if (current.sound() != 0) {
            session.emit(new Sound.Stops(current.sound()));
        }
    }
}
