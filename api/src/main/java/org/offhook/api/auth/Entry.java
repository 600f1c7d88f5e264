package org.offhook.api.auth;

import org.offhook.core.tenancy.Account;

/// What the [Doorkeeper] says.
public sealed interface Entry {

    /// @param caller  whose credentials these are
    /// @param subject the account that the path speaks of: the caller's own or one of its sub-accounts
    /// @param byKey   whether the credentials are those of an API key
    record Welcome(Account caller, Account subject, boolean byKey) implements Entry {}

    /// No credentials, or wrong ones: 401, code 20003.
    record Stranger() implements Entry {}

    /// The caller's account is suspended or closed: 403, code 20005.
    record Inactive() implements Entry {}

    /// The account in the path is not the caller's to act for, or is not there: 404, code 20404.
    record NoSuch() implements Entry {}
}
