package org.offhook.media.shard;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;

/// What a leg is to hear, one thing after the other: sounds, and keys to press.
final class Player {
    /// Things that may wait; a script that queues more has lost count.
    static final int MOST = 1_024;

    /// A thing to play. `id` is what the script calls it; 0 for what nobody waits for.
    sealed interface Item {
        long id();
    }

    record Sound(long id, Audio audio) implements Item {}

    record Keys(long id, String keys) implements Item {}

    /// Told when something is over.
    interface Done {
        void played(long id, boolean complete);
    }

    private final Queue<Item> queue = new ArrayDeque<>();
    private final Done done;
    private @Nullable Item current;
    private int position;

    Player(Done done) {
        this.done = done;
    }

    void add(Item item) {
        if (queue.size() >= MOST) {
            done.played(item.id(), false);
            return;
        }
        queue.add(item);
    }

    /// What plays now; null when there is nothing. Takes the next thing when the former is over.
    @Nullable
    Item current() {
        if (current == null) {
            current = queue.poll();
            position = 0;
        }
        return current;
    }

    /// Copies the next frame of the sound that plays.
    void read(Sound sound, short[] frame) {
        sound.audio().read(position, frame, 0, frame.length);
        position += frame.length;
        if (position >= sound.audio().length()) {
            finish(true);
        }
    }

    /// The key that is to be pressed next of those that play; 0 when all were.
    char nextKey(Keys keys) {
        return position < keys.keys().length() ? keys.keys().charAt(position++) : 0;
    }

    /// Plays a sound instead of the keys that play now, under their id.
    Sound instead(Keys keys, Audio audio) {
        Sound sound = new Sound(keys.id(), audio);
        current = sound;
        position = 0;
        return sound;
    }

    /// The thing that plays is over.
    void finish(boolean complete) {
        Item over = current;
        current = null;
        if (over != null) {
            done.played(over.id(), complete);
        }
    }

    /// Forgets everything; each thing is reported as not complete.
    void stop() {
        finish(false);
        for (Item item = queue.poll(); item != null; item = queue.poll()) {
            done.played(item.id(), false);
        }
    }
}
