package org.offhook.server.wiring;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A room that others refer to before it is there: calls need signalling, and signalling needs somebody who
/// takes calls.
final class Late<T> {

    private final AtomicReference<@Nullable T> room = new AtomicReference<>();

    void set(T value) {
        room.set(value);
    }

    T get() {
        T value = room.get();
        if (value == null) {
            throw new IllegalStateException("not wired yet");
        }
        return value;
    }
}
