package org.offhook.server.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.offhook.core.meters.Counter;
import org.offhook.core.meters.Histogram;
import org.offhook.core.meters.Meters;
import org.offhook.core.store.Change;
import org.offhook.core.store.Store;
import org.offhook.core.store.StoreLayer;
import org.offhook.core.time.Clock;

/// A store that counts its transactions, those that wait, and how long they take until they are durable.
public final class MeteredStore extends StoreLayer {

    private final Clock clock;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Histogram commits;
    private final Counter refused;

    public MeteredStore(Store store, Clock clock, Meters meters) {
        super(store);
        this.clock = clock;
        this.commits = meters.histogram("offhook_store_commit_seconds", "From the request until it is durable.");
        this.refused = meters.counter("offhook_store_refused", "Transactions that were not stored.");
        meters.gauge("offhook_store_waiting", "Transactions that are not durable yet.", waiting::get);
    }

    @Override
    public CompletionStage<Void> submit(List<Change> changes) {
        return metered(changes, super::submit);
    }

    @Override
    public CompletionStage<Void> trickle(List<Change> changes) {
        return metered(changes, super::trickle);
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
}
