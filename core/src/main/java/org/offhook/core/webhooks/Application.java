package org.offhook.core.webhooks;

import org.offhook.core.ids.Sids;
import org.offhook.core.time.Clock;

/// The customer's web application. [#ask] is a plain story: fetch, follow, retry, read, fall back; it waits
/// only inside the [Exchange]. Shared by all calls; keeps nothing but the cache of its answers.
public final class Application {

    public Application(Clock clock, Sids sids) {}

    /// Asks, and asks the fallback when the first answer is no use (contract §5).
    public Answer ask(Ask ask, Exchange exchange, Witness witness) {
        return later();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T later() {
        throw new UnsupportedOperationException();
    }
}
