package org.offhook.adapters.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.Event;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Change;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;

/// Transactions folded into one: per entity what is left of all that was said about it, and the events in
/// order.
final class Batch {

    private final Tables tables;
    private final Map<Key, Work<?>> works = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();

    Batch(Tables tables, List<Transaction> transactions) {
        this.tables = tables;
        for (Transaction transaction : transactions) {
            for (Change change : transaction.changes()) {
                add(change);
            }
        }
    }

    /// What is to be done about one entity.
    private static final class Work<T extends Entity> {
        private final KindTable<T> table;
        private final Sid sid;
        private @Nullable T last;
        private boolean removed;

        Work(KindTable<T> table, Sid sid) {
            this.table = table;
            this.sid = sid;
        }
    }

    List<Event> events() {
        return events;
    }

    private void add(Change change) {
        switch (change) {
            case Change.Put<?> put -> put(put);
            case Change.Remove<?>(Kind<?> kind, Sid sid) -> {
                Work<?> work = work(kind, sid);
                work.removed = true;
                if (kind.forgets()) {
                    work.last = null;
                }
            }
            case Change.Append(Event event) -> events.add(event);
        }
    }

    private <T extends Entity> void put(Change.Put<T> put) {
        Work<T> work = work(put.kind(), put.entity().sid());
        if (!work.removed || put.kind().forgets()) {
            work.last = put.entity();
        }
    }

    // The key names the kind.
    @SuppressWarnings("unchecked")
    private <T extends Entity> Work<T> work(Kind<T> kind, Sid sid) {
        return (Work<T>) works.computeIfAbsent(Key.of(kind, sid), key -> new Work<>(tables.of(kind), sid));
    }

    /// Writes it all; the caller commits.
    ///
    /// @param position of the first event
    void write(Session session, Names names, Recent<Key, Stored> recent, long position) throws SQLException {
        for (Map.Entry<Key, Work<?>> work : works.entrySet()) {
            write(work.getValue(), session, names, recent.get(work.getKey()));
        }
        long next = position;
        for (Event event : events) {
            EventTable.append(session, names, next++, event);
        }
    }

    private static <T extends Entity> void write(Work<T> work, Session session, Names names, @Nullable Stored stored)
            throws SQLException {
        boolean queue = work.table.kind().forgets();
        if (work.removed && queue) {
            work.table.remove(session, work.sid);
        }
        T last = work.last;
        if (last != null) {
            // A row of a queue that was removed above is a new one.
            Entity before = stored == null || work.removed ? null : stored.entity();
            boolean written = before == null
                    ? work.table.put(session, names, last)
                    : work.table.replace(
                            session, names, work.table.kind().type().cast(before), last);
            work.last = written ? last : null;
        }
        if (work.removed && !queue) {
            work.table.remove(session, work.sid);
        }
    }

    /// Tells the cache what is durable now.
    void remember(Recent<Key, Stored> recent) {
        recent.turn();
        works.forEach((key, work) -> {
            boolean gone = work.removed && !work.table.kind().forgets();
            recent.put(key, new Stored(gone ? null : work.last));
        });
    }
}
