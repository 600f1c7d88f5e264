package org.offhook.core.signalling.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.signalling.SubscriptionLimits;
import org.offhook.core.signalling.engine.Inbox;
import org.offhook.core.signalling.register.Domain;
import org.offhook.core.signalling.register.Users;
import org.offhook.protocols.sip.dialog.DialogId;
import org.offhook.protocols.sip.event.Notice.Reason;

/// The subscriptions of a shard. All but [#changed] is called on the loop.
public final class Subscriptions implements Watchers {

    private final SubscriptionLimits limits;
    private final Inbox inbox;
    private final Map<DialogId, Notifier> dialogs = new HashMap<>();
    /// The sets belong to the loop; others only look whether there is one.
    private final Map<Watched, Set<Notifier>> watched = new ConcurrentHashMap<>();
    /// Of which the loop is going to be told: no address is twice in the queue.
    private final Set<Watched> changed = ConcurrentHashMap.newKeySet();
    private final Map<Sid, Integer> perAccount = new HashMap<>();
    private final Map<String, Integer> perSource = new HashMap<>();
    private boolean closed;

    public Subscriptions(SubscriptionLimits limits, Inbox inbox) {
        this.limits = limits;
        this.inbox = inbox;
    }

    public @Nullable Notifier find(@Nullable DialogId id) {
        return id == null ? null : dialogs.get(id);
    }

    /// Whether there may be one more, of this account and from this address.
    public boolean hasRoomFor(Sid account, String source) {
        return !closed
                && dialogs.size() < limits.total()
                && perAccount.getOrDefault(account, 0) < limits.perAccount()
                && perSource.getOrDefault(source, 0) < limits.perSource();
    }

    /// Ends all, and lets no more begin: the server is about to stop.
    public void close(long now) {
        closed = true;
        List.copyOf(dialogs.values()).forEach(notifier -> notifier.end(Reason.PROBATION, now));
    }

    /// Ends those of and to users of an account who are none any more.
    ///
    /// @param removed the name of a user that was taken out of a list, or null
    public void review(Sid account, @Nullable String removed, Users users, long now) {
        dialogs.values().stream()
                .filter(notifier -> notifier.address().account().equals(account))
                .toList()
                .forEach(notifier -> {
                    Reason reason = reason(notifier.subject(), removed, users);
                    if (reason != null) {
                        notifier.end(reason, now);
                    }
                });
    }

    /// Why a subscription must not go on, or null.
    private static @Nullable Reason reason(Notifier.Subject subject, @Nullable String removed, Users users) {
        Watched address = subject.address();
        Domain domain = users.domain(address.domain());
        if (domain == null || !domain.account().equals(address.account())) {
            return Reason.NORESOURCE;
        }
        if (!domain.active() || !users.has(subject.by())) {
            return Reason.REJECTED;
        }
        return address.user().equals(removed) && !users.has(address) ? Reason.NORESOURCE : null;
    }

    public int size() {
        return dialogs.size();
    }

    void put(Notifier notifier) {
        dialogs.put(notifier.id(), notifier);
        watched.computeIfAbsent(notifier.address(), _ -> new LinkedHashSet<>()).add(notifier);
        perAccount.merge(notifier.address().account(), 1, Integer::sum);
        perSource.merge(notifier.source(), 1, Integer::sum);
    }

    void remove(Notifier notifier) {
        if (!dialogs.remove(notifier.id(), notifier)) {
            return;
        }
        watched.computeIfPresent(notifier.address(), (_, all) -> {
            all.remove(notifier);
            return all.isEmpty() ? null : all;
        });
        perAccount.computeIfPresent(notifier.address().account(), (_, count) -> less(count));
        perSource.computeIfPresent(notifier.source(), (_, count) -> less(count));
    }

    private static @Nullable Integer less(int count) {
        return count == 1 ? null : count - 1;
    }

    /// Who watches is entered before the state is read for it, and the state is changed before this looks who
    /// watches: so nobody misses a change.
    @Override
    public void changed(Watched address) {
        if (watched.containsKey(address) && changed.add(address)) {
            inbox.put(now -> tell(address, now));
        }
    }

    private void tell(Watched address, long now) {
        changed.remove(address);
        List<Notifier> all = new ArrayList<>(watched.getOrDefault(address, new HashSet<>()));
        all.forEach(notifier -> notifier.changed(now));
    }
}
