package org.offhook.server.wiring;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.offhook.adapters.runtime.Dice;
import org.offhook.adapters.runtime.MachineClock;
import org.offhook.adapters.runtime.ThreadScheduler;
import org.offhook.adapters.runtime.VirtualScripts;
import org.offhook.core.Kinds;
import org.offhook.core.ids.Sids;
import org.offhook.core.meters.Meters;
import org.offhook.core.store.Kind;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;
import org.offhook.server.metrics.JvmMeters;

/// What every room stands on: time, timers, threads, chance, names and meters.
record Foundation(
        Clock clock,
        ThreadScheduler scheduler,
        VirtualScripts scripts,
        RandomGenerator random,
        Sids sids,
        Meters meters) {

    /// @param seed for ids and randomness that repeat
    static Foundation lay(OptionalLong seed, Closers closers) {
        ThreadScheduler scheduler = closers.add(new ThreadScheduler());
        VirtualScripts scripts = new VirtualScripts(scheduler);
        RandomGenerator random = seed.isPresent() ? Dice.seeded(seed.getAsLong()) : Dice.secure();
        Meters meters = new Meters();
        JvmMeters.register(meters);
        meters.gauge("offhook_scripts_running", "Scripts that have not ended.", scripts::running);
        meters.total("offhook_signals_dropped", "Signals refused because a mailbox was full.", scripts::dropped);
        meters.gauge("offhook_timers_pending", "Timers that are set.", scheduler::pending);
        return new Foundation(new MachineClock(), scheduler, scripts, random, new Sids(random), meters);
    }

    /// A seed repeats ids, but not those that are in the store already.
    void carryOn(Store store) {
        if (random instanceof Dice.Seeded seeded) {
            long past = store.lastPosition();
            for (Kind<?> kind : Kinds.ALL) {
                past += store.count(kind, Query.of(null));
            }
            seeded.carryOn(past);
        }
    }
}
