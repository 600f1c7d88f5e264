package org.offhook.core.tenancy;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;

/// Which accounts may be served: a copy of what the store holds, because the signalling loop asks and must not
/// wait. Safe from any thread.
public final class Standing {

    private final Map<Sid, Sid> parents = new ConcurrentHashMap<>();
    private final Consumer<Sid> left;
    private final Set<Sid> barred = ConcurrentHashMap.newKeySet();

    public Standing() {
        this(_ -> {});
    }

    /// @param left told which accounts are not served any more
    public Standing(Consumer<Sid> left) {
        this.left = left;
    }

    /// Reads everything. Once, before the first request.
    public void recover(Store store) {
        store.each(Account.KIND, Query.of(null), this::note);
    }

    /// Takes notice of an account as it is now.
    public void changed(Account account) {
        note(account);
        if (account.status() != Account.Status.ACTIVE) {
            left.accept(account.sid());
            parents.forEach((child, of) -> {
                if (of.equals(account.sid())) {
                    left.accept(child);
                }
            });
        }
    }

    private void note(Account account) {
        Sid parent = account.parent();
        if (parent != null) {
            parents.put(account.sid(), parent);
        }
        if (account.status() == Account.Status.ACTIVE) {
            barred.remove(account.sid());
        } else {
            barred.add(account.sid());
        }
    }

    /// Whether neither it nor the account it is a sub-account of is suspended or closed.
    public boolean isActive(Sid account) {
        Sid parent = parents.get(account);
        return !barred.contains(account) && (parent == null || !barred.contains(parent));
    }
}
