package org.offhook.core.usage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Change;
import org.offhook.core.store.Store;
import org.offhook.core.usage.UsageSum.Span;

/// Counts the log into sums. The sums and how far it has counted are one transaction, so that each event counts
/// once, whatever happens to the process. One thread at a time.
final class UsageLedger {

    private static final int PAGE = 10_000;

    private final Store store;
    /// Of the last event that was looked at.
    private long seen;

    UsageLedger(Store store) {
        this.store = store;
        this.seen = UsageMark.in(store);
    }

    /// Whether something was logged that it has not looked at.
    boolean behind() {
        return store.lastPosition() > seen;
    }

    /// Counts what was logged since it last did.
    ///
    /// @return the accounts that used something, and the days on which they did
    /// @throws org.offhook.core.store.StoreException when the store does not take the sums; they are counted again
    Map<Sid, Set<LocalDate>> count() {
        Map<Sid, Set<LocalDate>> touched = new LinkedHashMap<>();
        List<StoredEvent> page;
        do {
            page = page(touched);
        } while (page.size() == PAGE);
        return touched;
    }

    private List<StoredEvent> page(Map<Sid, Set<LocalDate>> touched) {
        seen = Math.max(seen, UsageMark.in(store));
        List<StoredEvent> page = store.events(new EventQuery(null, null, seen, PAGE));
        Map<Sid, UsageSum> changed = new HashMap<>();
        for (StoredEvent stored : page) {
            Event event = stored.event();
            Tally tally = Tally.of(event);
            if (tally.isNothing()) {
                continue;
            }
            LocalDate day = UsageSum.day(event.time());
            touched.computeIfAbsent(event.account(), _ -> new HashSet<>()).add(day);
            for (Span span : Span.values()) {
                UsageSum none = UsageSum.empty(event.account(), span, day);
                UsageSum before = changed.computeIfAbsent(
                        none.sid(), sid -> store.find(UsageSum.KIND, sid).orElse(none));
                changed.put(none.sid(), before.plus(tally, stored.position()));
            }
        }
        // A mark on its own spares nothing but the reading of events in which nobody used anything.
        if (!changed.isEmpty() || page.size() == PAGE) {
            List<Change> changes = new ArrayList<>();
            changed.values().forEach(sum -> changes.add(Change.put(UsageSum.KIND, sum)));
            changes.add(Change.put(UsageMark.KIND, UsageMark.at(page.getLast().position())));
            store.commit(changes);
        }
        seen = page.isEmpty() ? seen : page.getLast().position();
        return page;
    }
}
