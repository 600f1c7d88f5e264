package org.offhook.core.script;

import java.util.function.Consumer;

/// Starts scripts. In production each runs on a virtual thread of its own; in the simulator one at a time.
public interface Scripts {

    /// Starts `story` and hands it its mailbox, which is open at once: what is put before the story first takes
    /// is kept.
    ///
    /// @param name for thread dumps and the simulator's trace
    <S> Mailbox<S> start(String name, Consumer<Mailbox<S>> story);
}
