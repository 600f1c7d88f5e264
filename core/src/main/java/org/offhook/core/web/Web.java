package org.offhook.core.web;

import java.util.function.Consumer;
import org.offhook.core.time.Scheduler.Cancellable;

/// One HTTP exchange. No redirect is followed, nothing is retried, no cookie is kept: those are the caller's
/// rules.
public interface Web {

    /// What the platform calls itself; applications that look for the original's proxy find its name.
    String USER_AGENT = "Offhook/1.0 (compatible; TwilioProxy/1.1)";

    /// Begins an exchange; never blocks. `whenDone` is called once, unless the exchange was cancelled before.
    ///
    /// @return cancelling closes the connection
    Cancellable send(WebRequest request, Consumer<WebResult> whenDone);
}
