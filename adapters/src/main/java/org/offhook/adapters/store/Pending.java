package org.offhook.adapters.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.store.Change;
import org.offhook.core.store.Entity;

/// The entities of transactions that are not durable yet: where reads look first.
final class Pending {

    private final Map<Key, Latest> entities = new ConcurrentHashMap<>();

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
                        boolean gone = before != null && before.entity == null && !kind.forgets();
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
