package org.offhook.core.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.offhook.core.ids.Sid;

/// Memory for bodies that are under way: so much for all, and so much for one account, that one account's large
/// files neither fill the heap nor keep others from having any. Safe from any thread.
public final class ByteBudget {

    private final long most;
    private final long mostPerAccount;
    private final AtomicLong used = new AtomicLong();
    private final Map<Sid, Long> byAccount = new ConcurrentHashMap<>();

    /// @param most           bytes, all accounts together
    /// @param mostPerAccount bytes of one account
    public ByteBudget(long most, long mostPerAccount) {
        this.most = most;
        this.mostPerAccount = mostPerAccount;
    }

    /// Takes so many bytes, all or none.
    ///
    /// @return whether they were there; whoever took them gives them back
    public boolean take(Sid account, long bytes) {
        if (used.addAndGet(bytes) > most) {
            used.addAndGet(-bytes);
            return false;
        }
        AtomicBoolean there = new AtomicBoolean();
        byAccount.compute(account, (_, before) -> {
            long after = (before == null ? 0 : before) + bytes;
            there.set(after <= mostPerAccount);
            return there.get() ? Long.valueOf(after) : before;
        });
        if (!there.get()) {
            used.addAndGet(-bytes);
        }
        return there.get();
    }

    public void give(Sid account, long bytes) {
        used.addAndGet(-bytes);
        byAccount.computeIfPresent(account, (_, before) -> before == bytes ? null : Long.valueOf(before - bytes));
    }

    /// Bytes that are taken.
    public long used() {
        return used.get();
    }
}
