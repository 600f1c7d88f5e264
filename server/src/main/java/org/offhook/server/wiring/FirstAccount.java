package org.offhook.server.wiring;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.tenancy.Account;
import org.offhook.core.time.Clock;
import org.offhook.server.config.Configuration;

/// The account that is there before anybody could make one.
final class FirstAccount {

    private FirstAccount() {}

    /// @param isNew made by this start: its token has to be told to the operator, once
    record Found(Account account, boolean isNew) {}

    /// Finds the first account, or makes it. What the configuration says holds: an account of this Sid is made,
    /// or given this token.
    static Found in(Store store, Sids sids, Clock clock, Configuration.@Nullable FirstAccount wanted) {
        Optional<Account> known = wanted == null ? oldest(store) : store.find(Account.KIND, new Sid(wanted.sid()));
        if (known.isEmpty()) {
            Sid sid = wanted == null ? sids.next(SidType.ACCOUNT) : new Sid(wanted.sid());
            Account made = account(sid, wanted == null ? sids.token() : wanted.token(), clock.now(), clock.now());
            store.commit(Change.put(Account.KIND, made));
            return new Found(made, wanted == null);
        }
        Account account = known.get();
        if (wanted == null || wanted.token().equals(account.authToken())) {
            return new Found(account, false);
        }
        Account changed = account.opening(wanted.token(), account.secondaryToken(), clock.now());
        store.commit(Change.put(Account.KIND, changed));
        return new Found(changed, false);
    }

    private static Account account(Sid sid, String token, Instant created, Instant updated) {
        return new Account(sid, null, "First account", token, Account.Status.ACTIVE, created, updated);
    }

    /// The first that was made and is nobody's sub-account. Lists are newest first, so it comes last.
    private static Optional<Account> oldest(Store store) {
        AtomicReference<@Nullable Account> oldest = new AtomicReference<>();
        store.each(Account.KIND, Query.of(null), account -> {
            if (account.parent() == null) {
                oldest.set(account);
            }
        });
        return Optional.ofNullable(oldest.get());
    }
}
