package org.offhook.core.recognition;

import java.util.Optional;
import java.util.function.Consumer;
import org.offhook.core.time.Scheduler.Cancellable;

/// The one place where calls get text from speech. Safe from any thread; never blocks.
public interface Recognition {

    /// Why this language is not understood here, in one line that says what to do; empty when it is.
    Optional<String> obstacle(String language);

    /// @param whenDone called once, from any thread, unless cancelled before
    Cancellable understand(SpokenWords said, Consumer<Heard> whenDone);
}
