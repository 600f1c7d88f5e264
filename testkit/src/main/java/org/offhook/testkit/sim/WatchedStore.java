package org.offhook.testkit.sim;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
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

/// A store whose transactions somebody watches.
final class WatchedStore implements Store {

    private final Store store;
    private final Consumer<Change> watcher;
    private boolean cut;

    WatchedStore(Store store, Consumer<Change> watcher) {
        this.store = store;
        this.watcher = watcher;
    }

    @Override
    public <T extends Entity> Optional<T> find(Kind<T> kind, Sid sid) {
        return store.find(kind, sid);
    }

    @Override
    public <T extends Entity> List<T> list(Kind<T> kind, Query query) {
        return store.list(kind, query);
    }

    @Override
    public <T extends Entity> long count(Kind<T> kind, Query query) {
        return store.count(kind, query);
    }

    @Override
    public List<StoredEvent> events(EventQuery query) {
        return store.events(query);
    }

    @Override
    public long lastPosition() {
        return store.lastPosition();
    }

    @Override
    public Cancellable watch(Runnable appended) {
        return store.watch(appended);
    }

    /// Takes nothing from its present owner any more; what it has stays for the next one.
    void cut() {
        cut = true;
    }

    @Override
    public CompletionStage<Void> submit(List<Change> changes) {
        if (cut) {
            return CompletableFuture.failedFuture(new StoreException("the power has failed"));
        }
        List<Change> transaction = List.copyOf(changes);
        CompletionStage<Void> stage = store.submit(transaction);
        if (!stage.toCompletableFuture().isCompletedExceptionally()) {
            transaction.forEach(watcher);
        }
        return stage;
    }

    @Override
    public void close() {
        store.close();
    }
}
