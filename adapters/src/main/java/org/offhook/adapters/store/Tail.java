package org.offhook.adapters.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.StoredEvent;

/// The last events, in memory: what subscribers that keep up read. One thread adds, any may read.
final class Tail {

    /// Events kept; somebody who is further behind reads the database.
    private static final int SIZE = 8192;

    private final AtomicReferenceArray<StoredEvent> ring = new AtomicReferenceArray<>(SIZE);
    private final long first;
    private volatile long last;

    /// @param last the position of the last event in the database
    Tail(long last) {
        this.first = last + 1;
        this.last = last;
    }

    long last() {
        return last;
    }

    void add(List<Row> rows) {
        long position = last;
        for (Row row : rows) {
            if (row instanceof Row.Append append) {
                position++;
                ring.set((int) (position % SIZE), new StoredEvent(position, append.event()));
            }
        }
        last = position;
    }

    /// What the query asks for, when all of it is here.
    Optional<List<StoredEvent>> list(EventQuery query) {
        long end = last;
        if (query.after() + 1 < Math.max(first, end - SIZE + 1)) {
            return Optional.empty();
        }
        List<StoredEvent> found = new ArrayList<>();
        for (long position = query.after() + 1; position <= end && found.size() < query.limit(); position++) {
            StoredEvent stored = ring.get((int) (position % SIZE));
            if (stored.position() != position) {
                return Optional.empty();
            }
            boolean theirs = query.account() == null
                    || query.account().equals(stored.event().account());
            if (theirs
                    && (query.subject() == null
                            || query.subject().equals(stored.event().subject()))) {
                found.add(stored);
            }
        }
        return Optional.of(found);
    }
}
