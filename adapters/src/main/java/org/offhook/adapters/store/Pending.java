package org.offhook.adapters.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.store.Change;
import org.offhook.core.store.Entity;

/// The entities of transactions that are not durable yet: where reads look first.
///
/// What was removed lately is not shown again when somebody puts it; what was removed so long ago that [Recent]
/// has forgotten it may be seen until the writer finds the trace of it in the database.
final class Pending {

    private final Map<Key, Latest> entities = new ConcurrentHashMap<>();
    private final Recent<Key, Stored> recent;

    Pending(Recent<Key, Stored> recent) {
        this.recent = recent;
    }

    /// The last word on an entity.
    ///
    /// @param number of the transaction that spoke it
    /// @param entity null when it was removed
    record Latest(long number, @Nullable Entity entity) {}

    @Nullable
    Latest get(Key key) {
        return entities.get(key);
    }

    /// Takes over what a transaction puts and removes; called in the order of transactions.
    void add(Transaction transaction) {
        for (Change change : transaction.changes()) {
            switch (change) {
                case Change.Put<?>(var kind, var entity) ->
                    entities.compute(Key.of(kind, entity.sid()), (key, before) -> {
                        boolean gone = !kind.forgets() && isGone(key, before);
                        return new Latest(transaction.number(), gone ? null : entity);
                    });
                case Change.Remove<?>(var kind, var sid) ->
                    entities.put(Key.of(kind, sid), new Latest(transaction.number(), null));
                case Change.Append append -> {
                    // Events are read from the log, when they are durable.
                }
            }
        }
    }

    private boolean isGone(Key key, @Nullable Latest before) {
        if (before != null) {
            return before.entity == null;
        }
        Stored stored = recent.get(key);
        return stored != null && stored.entity() == null;
    }

    /// Gives up what this transaction said, unless a later one has spoken since.
    void remove(Transaction transaction) {
        for (Change change : transaction.changes()) {
            switch (change) {
                case Change.Put<?>(var kind, var entity) -> remove(Key.of(kind, entity.sid()), transaction.number());
                case Change.Remove<?>(var kind, var sid) -> remove(Key.of(kind, sid), transaction.number());
                case Change.Append append -> {
                    // Events are not here.
                }
            }
        }
    }

    private void remove(Key key, long number) {
        entities.computeIfPresent(key, (same, latest) -> latest.number() <= number ? null : latest);
    }
}
