package org.offhook.core.tenancy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;

/// The door to accounts: sub-accounts, their status, and the tokens that open them. What it answers is durable.
public final class AccountDesk {

    /// Sub-accounts of one account.
    public static final int MOST = 1000;

    private static final int LONGEST_NAME = 64;

    private final Store store;
    private final Clock clock;
    private final Sids sids;
    private final Standing standing;

    public AccountDesk(Store store, Clock clock, Sids sids) {
        this(store, clock, sids, new Standing());
    }

    /// @param standing is told what becomes of accounts
    public AccountDesk(Store store, Clock clock, Sids sids, Standing standing) {
        this.store = store;
        this.clock = clock;
        this.sids = sids;
        this.standing = standing;
    }

    /// Makes a sub-account.
    ///
    /// @param name null or empty for one that says when it was made
    public Outcome<Account> create(Account parent, @Nullable String name) {
        if (parent.parent() != null) {
            return Outcome.refused(403, 20403, "A sub-account has no sub-accounts of its own");
        }
        if (store.count(
                        Account.KIND,
                        Query.of(null).where("parent", parent.sid().value()))
                >= MOST) {
            return Outcome.refused(400, 21480, "The account has " + MOST + " sub-accounts; that is the most");
        }
        String called = name == null || name.isEmpty() ? "Sub-account made at " + clock.now() : name;
        if (called.length() > LONGEST_NAME) {
            return Outcome.refused(400, 20002, "FriendlyName is longer than " + LONGEST_NAME + " characters");
        }
        Account made = new Account(
                sids.next(SidType.ACCOUNT),
                parent.sid(),
                called,
                sids.token(),
                Account.Status.ACTIVE,
                clock.now(),
                clock.now());
        return Outcome.done(keep(made));
    }

    /// Renames an account, or lets its parent suspend, close or wake it. Closing is for good, and releases its
    /// numbers and short codes.
    ///
    /// @param caller who asks
    /// @param name   null to keep it
    /// @param status null to keep it
    public Outcome<Account> change(
            Account account, Sid caller, @Nullable String name, Account.@Nullable Status status) {
        if (name != null && name.length() > LONGEST_NAME) {
            return Outcome.refused(400, 20002, "FriendlyName is longer than " + LONGEST_NAME + " characters");
        }
        if (status != null && status != account.status()) {
            if (account.parent() == null) {
                return Outcome.refused(400, 21477, "The status of an account that is no sub-account is not changed");
            }
            if (!caller.equals(account.parent())) {
                return Outcome.refused(403, 20403, "Only its parent changes the status of a sub-account");
            }
            if (account.status() == Account.Status.CLOSED) {
                return Outcome.refused(400, 21479, "The sub-account has been closed; that is for good");
            }
        }
        Account changed = account.named(
                name == null || name.isEmpty() ? account.friendlyName() : name,
                status == null ? account.status() : status,
                clock.now());
        List<Change> changes = new ArrayList<>(List.of(Change.put(Account.KIND, changed)));
        if (changed.status() == Account.Status.CLOSED) {
            store.list(PhoneNumber.KIND, Query.of(account.sid()))
                    .forEach(number -> changes.add(Change.remove(PhoneNumber.KIND, number.sid())));
            store.list(AssetKinds.SHORT_CODES, Query.of(account.sid()))
                    .forEach(code -> changes.add(Change.remove(AssetKinds.SHORT_CODES, code.sid())));
        }
        store.commit(changes);
        standing.changed(changed);
        return Outcome.done(changed);
    }

    /// An account and its sub-accounts.
    public List<Sid> family(Account account) {
        List<Sid> all = new ArrayList<>(List.of(account.sid()));
        if (account.parent() == null) {
            store.list(
                            Account.KIND,
                            Query.of(null).where("parent", account.sid().value()))
                    .forEach(child -> all.add(child.sid()));
        }
        return all;
    }

    /// Gives an account a second token, in place of the second one it has.
    public Account secondToken(Account account) {
        return keep(account.opening(account.authToken(), sids.token(), clock.now()));
    }

    /// Takes the second token away.
    public Account dropSecondToken(Account account) {
        return keep(account.opening(account.authToken(), null, clock.now()));
    }

    /// Makes the second token the only one; it signs webhooks from now on.
    public Outcome<Account> promote(Account account) {
        String second = account.secondaryToken();
        return second == null
                ? Outcome.refused(400, 20404, "There is no secondary token to promote: make one first")
                : Outcome.done(keep(account.opening(second, null, clock.now())));
    }

    /// Sets what holds for all its calls and messages.
    public Account choose(Account account, AccountSettings settings) {
        return keep(account.choosing(settings, clock.now()));
    }

    private Account keep(Account changed) {
        store.commit(Change.put(Account.KIND, changed));
        standing.changed(changed);
        return changed;
    }
}
