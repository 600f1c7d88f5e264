package org.offhook.media.silent;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.time.Scheduler.Cancellable;

/// Plays one thing after the other by letting its time pass.
final class SilentPlayer {
    /// What a key takes when it is pressed, with the pause behind it: 220 ms, as the real one does.
    private static final int KEY = 220;

    private final SilentMedia media;
    private final SilentSession session;
    private final Queue<Item> queue = new ArrayDeque<>();
    private @Nullable Item current;
    private @Nullable Cancellable end;
    private long startedAt;

    /// @param keys keys to press, or null for a sound
    record Item(
            long id,
            String caption,
            Duration duration,
            @Nullable String keys) {

        static Item keys(long id, String keys) {
            int length = keys.chars()
                    .map(key -> key == 'w' ? 500 : key == 'W' ? 1_000 : KEY)
                    .sum();
            return new Item(id, "keys", Duration.ofMillis(length), keys);
        }
    }

    SilentPlayer(SilentMedia media, SilentSession session) {
        this.media = media;
        this.session = session;
    }

    void add(Item item) {
        queue.add(item);
        next();
    }

    /// Begins the next thing when nothing plays and there is somebody to hear it.
    void next() {
        if (current != null || !session.agreed()) {
            return;
        }
        Item item = queue.poll();
        if (item == null) {
            return;
        }
        current = item;
        startedAt = media.now();
        if (item.keys() == null) {
            session.hearing(item.caption());
        }
        end = media.scheduler().after(item.duration(), () -> over(item, true));
    }

    private void over(Item item, boolean complete) {
        if (!item.equals(current)) {
            return;
        }
        current = null;
        if (item.keys() == null) {
            session.hears(item.caption(), Duration.ofNanos(media.now() - startedAt), complete);
        } else if (complete) {
            session.pressed(item.keys());
        }
        session.tell(new MediaEvent.Played(item.id(), complete));
        next();
    }

    void stop() {
        Queue<Item> waiting = new ArrayDeque<>(queue);
        queue.clear();
        if (end != null) {
            end.cancel();
        }
        if (current != null) {
            over(current, false);
        }
        for (Item item : waiting) {
            session.tell(new MediaEvent.Played(item.id(), false));
        }
    }
}
