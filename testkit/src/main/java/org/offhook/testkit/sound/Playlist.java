package org.offhook.testkit.sound;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.testkit.kernel.Timeline;

/// What one session plays and presses, one after the other, from the first agreement with the far end on.
final class Playlist {

    /// What a key takes, with the pause behind it.
    private static final Duration KEY = Duration.ofMillis(220);

    private final Timeline timeline;
    private final SilentSession session;
    private final Deque<Item> queued = new ArrayDeque<>();
    private @Nullable Playing playing;
    private boolean agreed;
    private boolean audible;

    Playlist(Timeline timeline, SilentSession session) {
        this.timeline = timeline;
        this.session = session;
    }

    private sealed interface Item {
        long id();

        Duration length();
    }

    private record Tune(long id, Audio audio) implements Item {
        @Override
        public Duration length() {
            return audio.duration();
        }
    }

    private record Keys(long id, String keys) implements Item {
        @Override
        public Duration length() {
            return keys.chars().mapToObj(Playlist::lengthOf).reduce(Duration.ZERO, Duration::plus);
        }
    }

    /// @param sound its id in the air; 0 when it has none, because it is silence or nobody can hear it
    private record Playing(Item item, long sound, Duration until, List<Cancellable> timers) {}

    void add(long id, Audio audio) {
        add(new Tune(id, audio));
    }

    void press(long id, String keys) {
        add(new Keys(id, keys));
    }

    private void add(Item item) {
        queued.add(item);
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
            current.timers().forEach(Cancellable::cancel);
            hush(current);
            session.tell(new MediaEvent.Played(current.item().id(), false));
        }
        for (Item item : forgotten) {
            session.tell(new MediaEvent.Played(item.id(), false));
        }
    }

    /// Both sides have settled their media.
    ///
    /// @param sends whether the far end wants to hear us; what plays goes on either way
    void agreed(boolean sends) {
        agreed = true;
        Playing current = playing;
        if (current != null && sends != audible) {
            audible = sends;
            if (sends) {
                Duration left = current.until().minus(timeline.elapsed());
                playing = new Playing(current.item(), begin(current.item(), left), current.until(), current.timers());
            } else {
                hush(current);
                playing = new Playing(current.item(), 0, current.until(), current.timers());
            }
        }
        audible = sends;
        if (playing == null) {
            next();
        }
    }

    private void next() {
        Item item = agreed ? queued.poll() : null;
        if (item == null) {
            return;
        }
        Duration length = item.length();
        List<Cancellable> timers = new ArrayList<>();
        if (item instanceof Keys(long _, String keys)) {
            schedule(keys, timers);
        }
        timers.add(timeline.after(length, "media has played", () -> over(item)));
        playing = new Playing(item, begin(item, length), timeline.elapsed().plus(length), timers);
    }

    private void over(Item item) {
        playing = null;
        session.tell(new MediaEvent.Played(item.id(), true));
        if (playing == null) {
            next();
        }
    }

    private void schedule(String keys, List<Cancellable> timers) {
        Duration at = Duration.ZERO;
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            if (key != 'w' && key != 'W') {
                timers.add(timeline.after(at, "media presses", () -> session.emit(new Sound.Key(key))));
            }
            at = at.plus(lengthOf(key));
        }
    }

    private static Duration lengthOf(int key) {
        return switch (key) {
            case 'w' -> Duration.ofMillis(500);
            case 'W' -> Duration.ofSeconds(1);
            default -> KEY;
        };
    }

    private long begin(Item item, Duration length) {
        if (!(item instanceof Tune(long _, Audio audio))
                || !audible
                || audio.caption().isEmpty()
                || !length.isPositive()) {
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
