package org.offhook.api.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.offhook.api.http.Request;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Store;
import org.offhook.core.tenancy.Account;

/// Checks credentials: HTTP Basic with an account's Sid and auth token. A parent may act for its sub-accounts,
/// nobody for anybody else.
public final class Doorkeeper {

    /// Compared with when there is no such account, so that the answer takes as long as for a wrong token.
    private static final String NOBODYS_TOKEN = "0".repeat(32);

    private final Store store;

    public Doorkeeper(Store store) {
        this.store = store;
    }

    /// Lets somebody in who speaks for their own account.
    public Entry enter(Request request) {
        Optional<Basic> basic = request.headers().get("Authorization").flatMap(Basic::parse);
        if (basic.isEmpty()) {
            return new Entry.Stranger();
        }
        Optional<Account> account =
                Sid.parse(SidType.ACCOUNT, basic.get().user()).flatMap(sid -> store.find(Account.KIND, sid));
        String token = account.map(Account::authToken).orElse(NOBODYS_TOKEN);
        boolean right = same(token, basic.get().password());
        if (account.isEmpty() || !right) {
            return new Entry.Stranger();
        }
        return account.get().status() == Account.Status.ACTIVE
                ? new Entry.Welcome(account.get(), account.get())
                : new Entry.Inactive();
    }

    /// Lets somebody in who speaks for the account in the path.
    ///
    /// @param account as the path has it, checked in no way
    public Entry enter(Request request, String account) {
        Entry entry = enter(request);
        if (!(entry instanceof Entry.Welcome(Account caller, Account self))) {
            return entry;
        }
        if (account.equals(self.sid().value())) {
            return entry;
        }
        return Sid.parse(SidType.ACCOUNT, account)
                .flatMap(sid -> store.find(Account.KIND, sid))
                .filter(subject -> caller.sid().equals(subject.parent()))
                .<Entry>map(subject -> new Entry.Welcome(caller, subject))
                .orElseGet(Entry.NoSuch::new);
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
