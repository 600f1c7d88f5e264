package org.offhook.server.phone;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// What the call has planned, by time.
final class Agenda {

    private record Item(long at, int order, Runnable action) {}

    private final PriorityQueue<Item> items =
            new PriorityQueue<>(Comparator.comparingLong(Item::at).thenComparingInt(Item::order));
    private int order;

    /// @param at monotonic time in nanoseconds
    void at(long at, Runnable action) {
        items.add(new Item(at, order++, action));
    }

    /// Runs what is due.
    void run(long now) {
        for (Item next = items.peek(); next != null && next.at() <= now; next = items.peek()) {
            items.remove();
            next.action().run();
        }
    }

    /// Nanoseconds until the next item; `most` when there is none before.
    long wait(long now, long most) {
        @Nullable Item next = items.peek();
        return next == null ? most : Math.clamp(next.at() - now, 0, most);
    }
}
