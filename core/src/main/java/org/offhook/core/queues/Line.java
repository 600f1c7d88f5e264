package org.offhook.core.queues;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.queues.Encounter.Taker;
import org.offhook.core.queues.Encounter.Waiting;

/// Who waits in a queue, and who waits for them; never both at once. Used inside `compute` of the desk only.
final class Line {

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Deque<Taker> takers = new ArrayDeque<>();

    int size() {
        return waiting.size();
    }

    boolean idle() {
        return waiting.isEmpty() && takers.isEmpty();
    }

    Iterable<Waiting> members() {
        return waiting;
    }

    void join(Waiting one) {
        waiting.addLast(one);
    }

    /// Somebody who was called in vain is the next again.
    void back(Waiting one) {
        waiting.addFirst(one);
    }

    void await(Taker one) {
        takers.addLast(one);
    }

    /// The first of both, when there are both.
    @Nullable
    Encounter match() {
        if (waiting.isEmpty() || takers.isEmpty()) {
            return null;
        }
        Taker taker = takers.removeFirst();
        return new Encounter(waiting.removeFirst(), taker, taker.greeting());
    }

    Optional<Waiting> leave(Sid call) {
        return take(waiting, one -> one.row().call().equals(call));
    }

    Optional<Taker> giveUp(Sid call) {
        return take(takers, one -> one.call().equals(call));
    }

    private static <T> Optional<T> take(Deque<T> all, Predicate<T> which) {
        Optional<T> found = all.stream().filter(which).findFirst();
        found.ifPresent(all::remove);
        return found;
    }
}
