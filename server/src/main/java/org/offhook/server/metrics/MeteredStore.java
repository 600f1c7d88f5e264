package org.offhook.server.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.meters.Counter;
import org.offhook.core.meters.Histogram;
import org.offhook.core.meters.Meters;
import org.offhook.core.store.Change;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler.Cancellable;

/// A store that counts its transactions, those that wait, and how long they take until they are durable.
public final class MeteredStore implements Store {

    private final Store store;
    private final Clock clock;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Histogram commits;
    private final Counter refused;

    public MeteredStore(Store store, Clock clock, Meters meters) {
        this.store = store;
        this.clock = clock;
        this.commits = meters.histogram("offhook_store_commit_seconds", "From the request until it is durable.");
        this.refused = meters.counter("offhook_store_refused", "Transactions that were not stored.");
        meters.gauge("offhook_store_waiting", "Transactions that are not durable yet.", waiting::get);
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
        return metered(changes, store::submit);
    }

    @Override
    public CompletionStage<Void> trickle(List<Change> changes) {
        return metered(changes, store::trickle);
    }

    private CompletionStage<Void> metered(List<Change> changes, Function<List<Change>, CompletionStage<Void>> way) {
        long begun = clock.nanos();
        waiting.incrementAndGet();
        CompletionStage<Void> durable = way.apply(changes);
        durable.whenComplete((_, failure) -> {
            waiting.decrementAndGet();
            if (failure == null) {
                commits.took(Duration.ofNanos(clock.nanos() - begun));
            } else {
                refused.count();
            }
        });
        return durable;
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
