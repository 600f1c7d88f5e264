package org.offhook.adapters.store;

import org.offhook.core.events.Event;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Change;
import org.offhook.core.store.Entity;

/// A change made ready to be written: its text is made once, for the log and for the database.
sealed interface Row {

    /// @param document the entity as text
    record Put<T extends Entity>(KindTable<T> table, T entity, String document) implements Row {}

    record Remove(KindTable<?> table, Sid sid) implements Row {}

    /// @param document the event as text, but for account and subject
    record Append(Event event, String document) implements Row {}

    /// @throws IllegalArgumentException when it cannot be written
    static Row of(Tables tables, Change change) {
        return switch (change) {
            case Change.Put<?> put -> put(tables, put);
            case Change.Remove<?>(var kind, var sid) -> new Remove(tables.of(kind), sid);
            case Change.Append(Event event) -> new Append(event, EventDocuments.write(event));
        };
    }

    private static <T extends Entity> Row put(Tables tables, Change.Put<T> put) {
        KindTable<T> table = tables.of(put.kind());
        return new Put<>(table, put.entity(), table.write(put.entity()));
    }
}
