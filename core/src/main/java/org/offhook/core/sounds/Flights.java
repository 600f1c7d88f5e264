package org.offhook.core.sounds;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Sounds.Result;
import org.offhook.core.time.Scheduler.Cancellable;

/// Sounds that are being made or fetched. Whoever wants one that is under way already waits for it with the
/// others; when the last one has lost interest, the work is called off. Safe from any thread.
final class Flights {

    private final Map<SoundKey, Flight> flights = new ConcurrentHashMap<>();

    /// One piece of work.
    final class Flight {
        private final SoundKey key;
        private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
        private final AtomicReference<@Nullable Step> work = new AtomicReference<>();
        private volatile boolean abandoned;

        private Flight(SoundKey key) {
            this.key = key;
        }

        /// Names what is to be called off when nobody waits any more; replaces what was named for earlier
        /// steps. A step may be over, and the next one named, before its starter gets here.
        void holds(int step, Cancellable cancellable) {
            work.accumulateAndGet(
                    new Step(step, cancellable),
                    (there, mine) -> there == null || mine == null || there.number < mine.number ? mine : there);
            if (abandoned) {
                cancellable.cancel();
            }
        }

        /// The work is done.
        void land(Result result) {
            flights.remove(key, this);
            waiters.forEach(waiter -> waiter.tell(result));
        }

        private void abandon() {
            abandoned = true;
            Step last = work.get();
            if (last != null) {
                last.cancellable.cancel();
            }
        }
    }

    private record Step(int number, Cancellable cancellable) {}

    private static final class Waiter {
        private final Consumer<Result> whenDone;
        private final AtomicBoolean over = new AtomicBoolean();

        Waiter(Consumer<Result> whenDone) {
            this.whenDone = whenDone;
        }

        void tell(Result result) {
            if (over.compareAndSet(false, true)) {
                whenDone.accept(result);
            }
        }
    }

    int size() {
        return flights.size();
    }

    /// Waits for the sound.
    ///
    /// @param begin starts the work when nobody has yet
    Cancellable join(SoundKey key, Consumer<Result> whenDone, Consumer<Flight> begin) {
        Waiter waiter = new Waiter(whenDone);
        AtomicBoolean first = new AtomicBoolean();
        Flight flight = flights.compute(key, (same, there) -> {
            first.set(there == null);
            Flight one = there == null ? new Flight(same) : there;
            one.waiters.add(waiter);
            return one;
        });
        if (first.get()) {
            begin.accept(flight);
        }
        return () -> leave(flight, waiter);
    }

    private void leave(Flight flight, Waiter waiter) {
        if (!waiter.over.compareAndSet(false, true)) {
            return;
        }
        AtomicBoolean last = new AtomicBoolean();
        flights.computeIfPresent(flight.key, (_, there) -> {
            if (there != flight) {
                return there;
            }
            flight.waiters.remove(waiter);
            last.set(flight.waiters.isEmpty());
            return last.get() ? null : there;
        });
        if (last.get()) {
            flight.abandon();
        }
    }
}
