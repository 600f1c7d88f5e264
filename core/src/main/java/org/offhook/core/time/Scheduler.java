package org.offhook.core.time;

import java.time.Duration;

/// Runs a task later. Tasks are short and never block.
public interface Scheduler {

    /// Runs `task` once after `delay`, unless cancelled before.
    Cancellable after(Duration delay, Runnable task);

    /// Something that can be called off; calling it off twice, or too late, does nothing.
    @FunctionalInterface
    interface Cancellable {
        void cancel();
    }
}
