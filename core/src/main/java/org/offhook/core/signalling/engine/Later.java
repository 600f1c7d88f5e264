package org.offhook.core.signalling.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Answers that come to the loop from elsewhere.
public final class Later {

    private Later() {}

    /// Hears an answer on the loop.
    @FunctionalInterface
    public interface Listener<T> {
        /// @param answer null when there will be none
        void heard(@Nullable T answer, long now);
    }

    /// Hands the answer to `listener` on the loop: at once when it is there, else when it comes.
    public static <T> void on(Inbox inbox, CompletionStage<T> answer, long now, Listener<T> listener) {
        CompletableFuture<T> future = answer.toCompletableFuture();
        if (future.isDone()) {
            listener.heard(future.isCompletedExceptionally() ? null : future.getNow(null), now);
        } else {
            future.whenComplete(
                    (value, failure) -> inbox.put(later -> listener.heard(failure == null ? value : null, later)));
        }
    }
}
