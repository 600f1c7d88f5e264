package org.offhook.adapters.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.offhook.core.store.Change;

/// Changes on their way to the database.
///
/// @param number rises by one with every transaction
/// @param since  when it came, in nanoseconds
/// @param done   completes when it is durable or refused
record Transaction(long number, long since, List<Change> changes, CompletableFuture<Void> done) {}
