package org.offhook.core.sounds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.web.Freshness;

/// Sounds in memory, bounded by the bytes of their samples; those that were not used for longest go first. Safe
/// from any thread.
///
/// Order of use is a number stamped on each entry. When there is too much, one thread sorts all entries and
/// removes the oldest until a tenth is free: sorting some thousand entries now and then costs less than keeping
/// them in order at every use.
final class SoundCache {

    private static final int SAMPLE_BYTES = 2;
    private static final int OVERHEAD = 512;

    /// One sound may take so much of the room, as a divisor.
    private static final int LARGEST_PART = 4;

    private final long most;
    private final Map<SoundKey, Kept> entries = new ConcurrentHashMap<>();
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong clock = new AtomicLong();
    private final AtomicBoolean clearing = new AtomicBoolean();

    /// @param most bytes
    SoundCache(long most) {
        this.most = most;
    }

    /// A sound with what its server said about it.
    static final class Kept {
        private final Audio audio;
        private final @Nullable Freshness freshness;
        private final long stored;
        private volatile long lastUse;

        /// @param freshness null for speech, which never changes
        /// @param stored    the monotonic clock when it was stored or last found to be good
        Kept(Audio audio, @Nullable Freshness freshness, long stored) {
            this.audio = audio;
            this.freshness = freshness;
            this.stored = stored;
        }

        Audio audio() {
            return audio;
        }

        @Nullable
        Freshness freshness() {
            return freshness;
        }

        boolean isGood(long nanos) {
            return freshness == null || nanos - stored < freshness.lifetime().toNanos();
        }

        private long bytes() {
            return (long) audio.length() * SAMPLE_BYTES + OVERHEAD;
        }
    }

    @Nullable
    Kept find(SoundKey key) {
        Kept kept = entries.get(key);
        if (kept != null) {
            kept.lastUse = clock.incrementAndGet();
        }
        return kept;
    }

    void put(SoundKey key, Kept kept) {
        kept.lastUse = clock.incrementAndGet();
        if (kept.bytes() > most / LARGEST_PART) {
            remove(key);
            return;
        }
        Kept before = entries.put(key, kept);
        long now = used.addAndGet(kept.bytes() - (before == null ? 0 : before.bytes()));
        if (now > most && clearing.compareAndSet(false, true)) {
            clear();
            clearing.set(false);
        }
    }

    void remove(SoundKey key) {
        Kept before = entries.remove(key);
        if (before != null) {
            used.addAndGet(-before.bytes());
        }
    }

    /// Bytes that are kept.
    long bytes() {
        return used.get();
    }

    private void clear() {
        List<Map.Entry<SoundKey, Kept>> oldest = new ArrayList<>(entries.entrySet());
        Map<SoundKey, Long> stamps = new java.util.HashMap<>();
        oldest.forEach(entry -> stamps.put(entry.getKey(), entry.getValue().lastUse));
        oldest.sort(Comparator.comparing(entry -> stamps.get(entry.getKey())));
        for (Map.Entry<SoundKey, Kept> entry : oldest) {
            if (used.get() <= most - most / 10) {
                return;
            }
            if (entries.remove(entry.getKey(), entry.getValue())) {
                used.addAndGet(-entry.getValue().bytes());
            }
        }
    }
}
