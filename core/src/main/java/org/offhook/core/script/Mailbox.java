package org.offhook.core.script;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The one door into a script: signals arrive in order and are taken by the script alone.
public interface Mailbox<S> {

    /// Room in a mailbox. A script that is so far behind is stuck; its further signals are refused.
    int CAPACITY = 1024;

    /// Puts a signal in; never blocks. May be called from any thread, the script's own included.
    ///
    /// @return false when the mailbox is full or its script has ended
    boolean put(S signal);

    /// Waits for the next signal; only the script calls this.
    ///
    /// @param patience how long to wait; zero takes only what is there
    /// @return the signal, or null when none came in time
    @Nullable
    S take(Duration patience);
}
