package org.offhook.core.webhooks;

import java.util.random.RandomGenerator;
import org.offhook.core.events.EventLog;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.Sids;
import org.offhook.core.script.Scripts;
import org.offhook.core.store.Change;
import org.offhook.core.store.Store;
import org.offhook.core.tenancy.Account;
import org.offhook.core.time.Clock;
import org.offhook.core.web.Hook;
import org.offhook.core.web.Web;

/// Delivers callbacks: in order per subject, again with back-off for up to four hours, and on after a restart.
/// Owes only what the store holds.
public final class Deliveries {

    public Deliveries(
            Clock clock, RandomGenerator random, Sids sids, Store store, EventLog log, Scripts scripts, Web web) {}

    /// The change that owes a callback: commit it together with the state it tells of, then call [#wake].
    public Change owe(Account account, Sid subject, Hook hook, Parameters parameters) {
        return later();
    }

    /// Something is owed about `subject` and durable.
    public void wake(Account account, Sid subject) {
        later();
    }

    /// Takes up what a former process still owed.
    public void recover() {
        later();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T later() {
        throw new UnsupportedOperationException();
    }
}
