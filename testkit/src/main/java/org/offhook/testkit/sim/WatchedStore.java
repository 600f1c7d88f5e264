package org.offhook.testkit.sim;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.offhook.core.store.Change;
import org.offhook.core.store.Store;
import org.offhook.core.store.StoreException;
import org.offhook.core.store.StoreLayer;

/// A store whose transactions somebody watches.
final class WatchedStore extends StoreLayer {

    private final Consumer<Change> watcher;
    private boolean cut;

    WatchedStore(Store store, Consumer<Change> watcher) {
        super(store);
        this.watcher = watcher;
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
        CompletionStage<Void> stage = super.submit(transaction);
        if (!stage.toCompletableFuture().isCompletedExceptionally()) {
            transaction.forEach(watcher);
        }
        return stage;
    }

    @Override
    public CompletionStage<Void> trickle(List<Change> changes) {
        return submit(changes);
    }
}
