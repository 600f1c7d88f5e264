package org.offhook.testkit.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Change;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.store.StoreException;
import org.offhook.core.time.Scheduler.Cancellable;

/// Keeps everything in memory, and is as durable as the process. Transactions happen at once, inside [#submit],
/// on the thread that calls it. Safe for use by several threads.
public final class MemoryStore implements Store {

    private final Map<String, Shelf<?>> shelves = new HashMap<>();
    private final List<StoredEvent> log = new ArrayList<>();
    private final Map<Sid, List<StoredEvent>> bySubject = new HashMap<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private @Nullable String refusal;
    private long lateness;

    /// From now on every transaction is refused, as by a full disk.
    public synchronized void refuse(String reason) {
        refusal = reason;
    }

    /// From now on a transaction waits for so long, as behind a slow disk.
    public synchronized void late(Duration by) {
        lateness = by.toNanos();
    }

    @Override
    public synchronized long lateness() {
        return lateness;
    }

    /// Takes transactions again.
    public synchronized void recover() {
        refusal = null;
    }

    @Override
    public synchronized <T extends Entity> Optional<T> find(Kind<T> kind, Sid sid) {
        return Optional.ofNullable(shelf(kind).find(sid));
    }

    @Override
    public synchronized <T extends Entity> List<T> list(Kind<T> kind, Query query) {
        return shelf(kind).list(query);
    }

    @Override
    public synchronized <T extends Entity> long count(Kind<T> kind, Query query) {
        return shelf(kind).count(query);
    }

    @Override
    public synchronized List<StoredEvent> events(EventQuery query) {
        List<StoredEvent> candidates =
                query.subject() == null ? log : bySubject.getOrDefault(query.subject(), List.of());
        List<StoredEvent> found = new ArrayList<>();
        for (int i = firstAfter(candidates, query.after()); i < candidates.size(); i++) {
            StoredEvent stored = candidates.get(i);
            if (found.size() == query.limit()) {
                break;
            }
            if (query.account() == null || query.account().equals(stored.event().account())) {
                found.add(stored);
            }
        }
        return found;
    }

    @Override
    public synchronized long lastPosition() {
        return log.size();
    }

    @Override
    public Cancellable watch(Runnable appended) {
        watchers.add(appended);
        return () -> watchers.remove(appended);
    }

    @Override
    public CompletionStage<Void> submit(List<Change> changes) {
        boolean appended = false;
        synchronized (this) {
            if (refusal != null) {
                return CompletableFuture.failedFuture(new StoreException(refusal));
            }
            for (Change change : changes) {
                switch (change) {
                    case Change.Put<?> put -> put(put);
                    case Change.Remove<?>(Kind<?> kind, Sid sid) -> shelf(kind).remove(sid);
                    case Change.Append(Event event) -> {
                        append(event);
                        appended = true;
                    }
                }
            }
        }
        if (appended) {
            watchers.forEach(Runnable::run);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized void close() {
        refusal = "the store is closed";
    }

    private <T extends Entity> void put(Change.Put<T> put) {
        shelf(put.kind()).put(put.entity());
    }

    private void append(Event event) {
        StoredEvent stored = new StoredEvent(log.size() + 1L, event);
        log.add(stored);
        bySubject.computeIfAbsent(event.subject(), s -> new ArrayList<>()).add(stored);
    }

    /// The index of the first event behind `position`; positions rise.
    private static int firstAfter(List<StoredEvent> events, long position) {
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events.get(middle).position() <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    // A shelf is made for its kind and found by that kind's name.
    @SuppressWarnings("unchecked")
    private <T extends Entity> Shelf<T> shelf(Kind<T> kind) {
        return (Shelf<T>) shelves.computeIfAbsent(kind.name(), name -> new Shelf<>(kind));
    }
}
