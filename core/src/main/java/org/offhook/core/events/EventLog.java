package org.offhook.core.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
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
/// of commit. When the store refuses a transaction, the next one takes its numbers.
public final class EventLog {

    private static final int PAGE = 10_000;
    private static final int UNKNOWN = -1;

    private final Store store;
    private final Sids sids;
    private final EventListener listener;
    private final ConcurrentHashMap<Sid, Counter> counters = new ConcurrentHashMap<>();

    /// @param next    the number of the next event
    /// @param holders who will write again
    private record Counter(int next, int holders) {}

    public EventLog(Store store, Sids sids) {
        this(store, sids, EventListener.NOBODY);
    }

    /// @param listener hears of everything that is logged
    public EventLog(Store store, Sids sids, EventListener listener) {
        this.store = store;
        this.sids = sids;
        this.listener = listener;
    }

    /// Says that nothing was ever logged about `subject`, which saves a look into the store, and holds it.
    public void begin(Sid subject) {
        resume(subject, 0);
    }

    /// Says how many events were logged about `subject` by a former process, which saves the same look, and
    /// holds it.
    public void resume(Sid subject, int logged) {
        counters.put(subject, new Counter(logged, 1));
    }

    /// Keeps the number of `subject` in memory until [#release]; without that, each [#submit] asks the store.
    public void hold(Sid subject) {
        counters.compute(
                subject,
                (same, counter) ->
                        counter == null ? new Counter(UNKNOWN, 1) : new Counter(counter.next, counter.holders + 1));
    }

    public void release(Sid subject) {
        counters.computeIfPresent(
                subject,
                (same, counter) -> counter.holders == 1 ? null : new Counter(counter.next, counter.holders - 1));
    }

    /// Queues one transaction: `state` and what happened to `subject`. Never blocks for the disk.
    ///
    /// @return completes as [Store#submit] does
    public CompletionStage<Void> submit(Sid account, Sid subject, List<Change> state, List<Happening> happenings) {
        return queue(account, subject, state, happenings, store::submit);
    }

    /// [#submit] for what nobody waits for, as [Store#trickle] is.
    public CompletionStage<Void> trickle(Sid account, Sid subject, List<Change> state, List<Happening> happenings) {
        return queue(account, subject, state, happenings, store::trickle);
    }

    private CompletionStage<Void> queue(
            Sid account,
            Sid subject,
            List<Change> state,
            List<Happening> happenings,
            Function<List<Change>, CompletionStage<Void>> way) {
        AtomicReference<@Nullable CompletionStage<Void>> queued = new AtomicReference<>();
        counters.compute(subject, (same, counter) -> {
            int number = counter == null || counter.next == UNKNOWN ? count(account, subject) : counter.next;
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
            queued.set(way.apply(changes));
            return counter == null ? null : new Counter(number, counter.holders);
        });
        happenings.forEach(happening -> listener.happened(account, subject, happening));
        CompletionStage<Void> stage = Objects.requireNonNull(queued.get(), "compute has run");
        return stage.whenComplete((nothing, refused) -> {
            if (refused != null) {
                recount(subject);
            }
        });
    }

    /// What was refused took numbers that were never used.
    private void recount(Sid subject) {
        counters.computeIfPresent(subject, (same, counter) -> new Counter(UNKNOWN, counter.holders));
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
