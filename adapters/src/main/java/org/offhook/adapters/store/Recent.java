package org.offhook.adapters.store;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What was lately written or read, so that it need not be read again: two generations of a map. When the young
/// one is full it becomes the old one, and what was old is forgotten.
///
/// A writer puts what it has committed, after announcing it with [#turn]; a reader offers what it found, and is
/// heard only if no turn came since it began to read. So a value that a commit has overtaken never gets in.
final class Recent<K, V> {

    private final int size;
    private volatile Generations<K, V> generations = new Generations<>();
    private volatile long turns;

    private record Generations<K, V>(ConcurrentHashMap<K, V> young, ConcurrentHashMap<K, V> old) {
        Generations() {
            this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    /// @param size of a generation
    Recent(int size) {
        this.size = size;
    }

    @Nullable
    V get(K key) {
        Generations<K, V> now = generations;
        V young = now.young.get(key);
        return young != null ? young : now.old.get(key);
    }

    long turns() {
        return turns;
    }

    /// The writer is about to put; only the writer calls this.
    // One thread writes, the others only read.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void turn() {
        turns++;
    }

    /// Only the writer calls this.
    void put(K key, V value) {
        Generations<K, V> now = generations;
        if (now.young.size() >= size) {
            now = new Generations<>(new ConcurrentHashMap<>(), now.young);
            generations = now;
        }
        now.young.put(key, value);
    }

    /// @param turns of the time before the reader began to read
    void offer(K key, V value, long turns) {
        Generations<K, V> now = generations;
        if (now.young.size() < size) {
            now.young.compute(key, (same, known) -> known != null ? known : turns == this.turns ? value : null);
        }
    }

    /// Only the writer calls this.
    void clear() {
        turn();
        generations = new Generations<>();
    }
}
