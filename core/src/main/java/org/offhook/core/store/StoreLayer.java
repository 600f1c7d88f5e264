package org.offhook.core.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.time.Scheduler.Cancellable;

/// A store before another one: hands everything on. Whoever extends it looks at what interests them.
public abstract class StoreLayer implements Store {

    private final Store store;

    protected StoreLayer(Store store) {
        this.store = store;
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

    @Override
    public CompletionStage<Void> submit(List<Change> changes) {
        return store.submit(changes);
    }

    @Override
    public CompletionStage<Void> trickle(List<Change> changes) {
        return store.trickle(changes);
    }

    @Override
    public long lateness() {
        return store.lateness();
    }

    @Override
    public void close() {
        store.close();
    }
}
