package org.offhook.api.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Request;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Store;
import org.offhook.core.tenancy.Account;

/// Checks credentials: HTTP Basic with an account's Sid and one of its auth tokens, or with the Sid and secret
/// of one of its API keys. A parent may act for its sub-accounts, nobody for anybody else.
public final class Doorkeeper {

    /// Compared with when there is no such account, so that the answer takes as long as for a wrong token.
    private static final String NOBODYS_TOKEN = "0".repeat(32);

    private final Store store;

    public Doorkeeper(Store store) {
        this.store = store;
    }

    /// Whose credentials a request carries, an account's or a key's; they have not been looked at.
    public static Optional<Sid> user(Request request) {
        return request.headers().get("Authorization").flatMap(Basic::parse).flatMap(basic -> Sid.parse(basic.user()));
    }

    /// Lets somebody in who speaks for their own account.
    public Entry enter(Request request) {
        Optional<Basic> basic = request.headers().get("Authorization").flatMap(Basic::parse);
        if (basic.isEmpty()) {
            return new Entry.Stranger();
        }
        String password = basic.get().password();
        Optional<Sid> key = Sid.parse(SidType.KEY, basic.get().user());
        Optional<Account> account = key.isPresent()
                ? byKey(key.get(), password)
                : byToken(Sid.parse(SidType.ACCOUNT, basic.get().user()), password);
        if (account.isEmpty()) {
            return new Entry.Stranger();
        }
        return isActive(account.get())
                ? new Entry.Welcome(account.get(), account.get(), key.isPresent())
                : new Entry.Inactive();
    }

    /// Lets somebody in who speaks for the account in the path.
    ///
    /// @param account as the path has it, checked in no way
    public Entry enter(Request request, String account) {
        Entry entry = enter(request);
        if (!(entry instanceof Entry.Welcome(Account caller, Account self, boolean byKey))) {
            return entry;
        }
        if (account.equals(self.sid().value())) {
            return entry;
        }
        return Sid.parse(SidType.ACCOUNT, account)
                .flatMap(sid -> store.find(Account.KIND, sid))
                .filter(subject -> caller.sid().equals(subject.parent()))
                .<Entry>map(subject -> new Entry.Welcome(caller, subject, byKey))
                .orElseGet(Entry.NoSuch::new);
    }

    private Optional<Account> byToken(Optional<Sid> sid, String password) {
        Optional<Account> account = sid.flatMap(s -> store.find(Account.KIND, s));
        boolean first = same(account.map(Account::authToken).orElse(NOBODYS_TOKEN), password);
        boolean second = same(account.map(Account::secondaryToken).orElse(NOBODYS_TOKEN), password);
        return account.filter(a -> first || (second && a.secondaryToken() != null));
    }

    private Optional<Account> byKey(Sid sid, String password) {
        Optional<Asset> key = store.find(AssetKinds.KEYS, sid);
        boolean right = same(key.map(k -> secret(k.value("secret"))).orElse(NOBODYS_TOKEN), password);
        return key.filter(_ -> right).flatMap(k -> store.find(Account.KIND, k.account()));
    }

    private static String secret(@Nullable String kept) {
        return kept == null ? NOBODYS_TOKEN : kept;
    }

    /// A sub-account is as its parent is.
    private boolean isActive(Account account) {
        Sid parent = account.parent();
        return account.status() == Account.Status.ACTIVE
                && (parent == null
                        || store.find(Account.KIND, parent)
                                .filter(p -> p.status() == Account.Status.ACTIVE)
                                .isPresent());
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
