package org.offhook.core.tenancy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;

/// A tenant. Its auth token signs webhooks and opens the API.
///
/// @param parent         the account it is a sub-account of, or null
/// @param secondaryToken opens the API as well, until it is promoted or removed; or null
/// @param chosen         its [#settings], or null when it never set any
public record Account(
        Sid sid,
        @Nullable Sid parent,
        String friendlyName,
        String authToken,
        Status status,
        Instant created,
        Instant updated,
        @Nullable String secondaryToken,
        @Nullable AccountSettings chosen)
        implements Entity {

    public Account(
            Sid sid,
            @Nullable Sid parent,
            String friendlyName,
            String authToken,
            Status status,
            Instant created,
            Instant updated) {
        this(sid, parent, friendlyName, authToken, status, created, updated, null, null);
    }

    public static final Kind<Account> KIND = new Kind<>(
            "accounts",
            Account.class,
            List.of(
                    Kind.field("friendly_name", Account::friendlyName),
                    Kind.field("status", a -> a.status().name()),
                    Kind.field(
                            "parent",
                            a -> a.parent() == null ? null : a.parent().value()),
                    // The account and its sub-accounts: one list.
                    Kind.field("family", a -> (a.parent() == null ? a.sid() : a.parent()).value())));

    @Override
    public Sid account() {
        return sid;
    }

    public Account named(String name, Status next, Instant now) {
        return new Account(sid, parent, name, authToken, next, created, now, secondaryToken, chosen);
    }

    /// The same with other settings.
    public Account choosing(AccountSettings settings, Instant now) {
        return new Account(sid, parent, friendlyName, authToken, status, created, now, secondaryToken, settings);
    }

    public AccountSettings settings() {
        return chosen == null ? AccountSettings.NONE : chosen;
    }

    /// The same with other tokens.
    public Account opening(String token, @Nullable String secondary, Instant now) {
        return new Account(sid, parent, friendlyName, token, status, created, now, secondary, chosen);
    }

    public enum Status {
        ACTIVE,
        SUSPENDED,
        CLOSED
    }

    @Override
    public String toString() {
        return "Account[" + sid + "]";
    }
}
