package org.offhook.adapters.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;

/// The table of each kind.
final class Tables {

    private final Map<String, KindTable<?>> tables = new LinkedHashMap<>();

    Tables(List<Kind<?>> kinds) {
        Documents documents = new Documents();
        kinds.forEach(kind -> tables.put(kind.name(), new KindTable<>(kind, documents)));
    }

    List<KindTable<?>> all() {
        return List.copyOf(tables.values());
    }

    /// The table of the kind with this name; null when there is none.
    @Nullable
    KindTable<?> named(String name) {
        return tables.get(name);
    }

    // A table is made for its kind and found by that kind's name.
    @SuppressWarnings("unchecked")
    <T extends Entity> KindTable<T> of(Kind<T> kind) {
        KindTable<?> table = tables.get(kind.name());
        if (table == null) {
            throw new IllegalArgumentException(kind.name() + " is missing in Kinds");
        }
        return (KindTable<T>) table;
    }
}
