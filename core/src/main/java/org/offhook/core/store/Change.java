package org.offhook.core.store;

import org.offhook.core.events.Event;
import org.offhook.core.ids.Sid;

/// One change of what is stored. A list of changes is one transaction: all of it happens or nothing does.
public sealed interface Change {

    /// Creates the entity, or replaces the one with the same Sid. A Sid that was removed does not come back:
    /// putting it again does nothing, so a late report about a deleted message is no resurrection.
    record Put<T extends Entity>(Kind<T> kind, T entity) implements Change {}

    /// Removes the entity; nothing happens when there is none.
    record Remove<T extends Entity>(Kind<T> kind, Sid sid) implements Change {}

    /// Adds an event to the log.
    record Append(Event event) implements Change {}

    static <T extends Entity> Change put(Kind<T> kind, T entity) {
        return new Put<>(kind, entity);
    }

    static <T extends Entity> Change remove(Kind<T> kind, Sid sid) {
        return new Remove<>(kind, sid);
    }

    static Change append(Event event) {
        return new Append(event);
    }
}
