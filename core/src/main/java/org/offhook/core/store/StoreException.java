package org.offhook.core.store;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// The database did not take a transaction: disk full, gone, or closing. Nothing of the transaction was stored.
public final class StoreException extends RuntimeException {

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Waits until a transaction is durable.
    ///
    /// @throws StoreException when it was not stored
    public static void await(CompletionStage<Void> stage) {
        try {
            stage.toCompletableFuture().join();
        } catch (CompletionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw cause instanceof StoreException known ? known : new StoreException("not stored", cause);
        }
    }
}
