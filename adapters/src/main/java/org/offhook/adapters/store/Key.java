package org.offhook.adapters.store;

import org.offhook.core.ids.Sid;
import org.offhook.core.store.Kind;

/// What tells entities apart: two kinds may use the same Sid, such as a call and the order to place it.
record Key(String kind, Sid sid) {

    static Key of(Kind<?> kind, Sid sid) {
        return new Key(kind.name(), sid);
    }
}
