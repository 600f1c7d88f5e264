package org.offhook.api.rest;

import java.util.Optional;
import org.offhook.api.http.Exchange;
import org.offhook.api.http.Params;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.tenancy.Account;

/// What an [Operation] is asked, by somebody who was let in.
///
/// @param caller  whose credentials they are
/// @param account the account that it is about
/// @param byKey   whether the credentials are those of an API key
public record Ask(Exchange exchange, Account caller, Account account, boolean byKey) {

    public Params input() {
        return exchange.input();
    }

    /// The Sid in the path, when it is one of that type. Anything else names nothing that is there.
    public Optional<Sid> sid(String name, SidType type) {
        return Sid.parse(type, exchange.path(name));
    }

    /// The path of the account's resources, such as `/2010-04-01/Accounts/AC…`.
    public String home() {
        return home(account);
    }

    public static String home(Account account) {
        return "/2010-04-01/Accounts/" + account.sid();
    }
}
