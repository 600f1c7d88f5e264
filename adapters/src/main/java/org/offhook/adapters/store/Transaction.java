package org.offhook.adapters.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.offhook.core.store.Change;

/// Changes on their way to the database.
///
/// @param number  rises by one with every transaction
/// @param since   when it came, in nanoseconds
/// @param done    completes when it is durable or refused
/// @param applied completes when the database has it, or will not have it before somebody has helped
record Transaction(
        long number, long since, List<Change> changes, CompletableFuture<Void> done, CompletableFuture<Void> applied) {

    Transaction(long number, long since, List<Change> changes) {
        this(number, since, changes, new CompletableFuture<>(), new CompletableFuture<>());
    }

    void refuse(Throwable why) {
        done.completeExceptionally(why);
        applied.completeExceptionally(why);
    }
}
