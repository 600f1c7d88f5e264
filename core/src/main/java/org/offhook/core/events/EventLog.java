package org.offhook.core.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.store.Change;
import org.offhook.core.store.Store;

/// The only writer of events. It numbers what happens to one subject 0, 1, 2, … and hands state and events to
/// the store as one transaction.
///
/// A subject may be written by several threads (a call's script, the deliverer of its callbacks). The number is
/// taken and the transaction queued inside one `compute` on the subject, so the order of numbers is the order
/// of commit. A transaction that the store refuses leaves a gap only when the process goes on writing about
/// that subject afterwards.
public final class EventLog {

    private static final int PAGE = 10_000;

    private final Store store;
    private final Sids sids;
    private final ConcurrentHashMap<Sid, Integer> next = new ConcurrentHashMap<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    public EventLog(Store store, Sids sids) {
        this.store = store;
        this.sids = sids;
    }

    /// Says that nothing was ever logged about `subject`, which saves a look into the store.
    public void begin(Sid subject) {
        next.putIfAbsent(subject, 0);
    }

    /// Says that little more will be logged about `subject`; it costs no memory from now on.
    public void end(Sid subject) {
        next.remove(subject);
    }

    /// Queues one transaction: `state` and what happened to `subject`. Never blocks for the disk.
    ///
    /// @return completes as [Store#submit] does
    public CompletionStage<Void> submit(Sid account, Sid subject, List<Change> state, List<Happening> happenings) {
        AtomicReference<@Nullable CompletionStage<Void>> queued = new AtomicReference<>();
        next.compute(subject, (same, known) -> {
            int number = known == null ? count(account, subject) : known;
            List<Change> changes = new ArrayList<>(state);
            for (Happening happening : happenings) {
                changes.add(Change.append(new Event(
                        sids.next(SidType.EVENT),
                        account,
                        subject,
                        number++,
                        happening.time(),
                        happening.type(),
                        happening.data())));
            }
            queued.set(store.submit(changes));
            return number;
        });
        CompletionStage<Void> durable = Objects.requireNonNull(queued.get(), "compute has run");
        if (!happenings.isEmpty()) {
            durable.thenRun(() -> watchers.forEach(Runnable::run));
        }
        return durable;
    }

    /// Runs `whenSomething` after each transaction with events has become durable; it must not block.
    public void watch(Runnable whenSomething) {
        watchers.add(whenSomething);
    }

    private int count(Sid account, Sid subject) {
        int count = 0;
        long after = 0;
        while (true) {
            List<StoredEvent> page = store.events(new EventQuery(account, subject, after, PAGE));
            count += page.size();
            if (page.size() < PAGE) {
                return count;
            }
            after = page.getLast().position();
        }
    }
}
