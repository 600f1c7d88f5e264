package org.offhook.adapters.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;

/// Rows folded into one transaction: per entity what is left of all that was said about it, and the events in
/// order.
final class Batch {

    private final Map<Key, Work<?>> works = new LinkedHashMap<>();
    private final List<Row.Append> events = new ArrayList<>();

    /// What is to be done about one entity.
    private static final class Work<T extends Entity> {
        private final KindTable<T> table;
        private final Sid sid;
        private Row.@Nullable Put<T> last;
        private boolean removed;

        Work(KindTable<T> table, Sid sid) {
            this.table = table;
            this.sid = sid;
        }
    }

    void add(Row row) {
        switch (row) {
            case Row.Put<?> put -> put(put);
            case Row.Remove(var table, var sid) -> {
                Work<?> work = work(table, sid);
                work.removed = true;
                if (table.kind().forgets()) {
                    work.last = null;
                }
            }
            case Row.Append event -> events.add(event);
        }
    }

    private <T extends Entity> void put(Row.Put<T> put) {
        Work<T> work = work(put.table(), put.entity().sid());
        if (!work.removed || put.table().kind().forgets()) {
            work.last = put;
        }
    }

    // The key names the kind.
    @SuppressWarnings("unchecked")
    private <T extends Entity> Work<T> work(KindTable<T> table, Sid sid) {
        return (Work<T>) works.computeIfAbsent(Key.of(table.kind(), sid), _ -> new Work<>(table, sid));
    }

    /// How many events there are.
    int events() {
        return events.size();
    }

    /// Writes it all; the caller commits.
    ///
    /// @param position of the first event
    void write(Session session, Names names, Recent<Key, Stored> recent, long position) throws SQLException {
        for (Map.Entry<Key, Work<?>> work : works.entrySet()) {
            write(work.getValue(), session, names, recent.get(work.getKey()));
        }
        long next = position;
        for (Row.Append event : events) {
            EventTable.append(session, names, next++, event);
        }
    }

    private static <T extends Entity> void write(Work<T> work, Session session, Names names, @Nullable Stored stored)
            throws SQLException {
        boolean queue = work.table.kind().forgets();
        if (work.removed && queue) {
            work.table.remove(session, work.sid);
        }
        Row.Put<T> last = work.last;
        if (last != null) {
            // A row of a queue that was removed above is a new one.
            Entity before = stored == null || work.removed ? null : stored.entity();
            boolean written = before == null
                    ? work.table.put(session, names, last.entity(), last.document())
                    : work.table.replace(
                            session, names, work.table.kind().type().cast(before), last.entity(), last.document());
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
            Row.Put<?> last = gone ? null : work.last;
            recent.put(key, new Stored(last == null ? null : last.entity()));
        });
    }
}
