package org.offhook.testkit.sim;

import java.util.List;
import java.util.function.Supplier;
import org.offhook.core.calls.CallLimits;
import org.offhook.testkit.kernel.Trace;
import org.offhook.testkit.network.Conditions;
import org.offhook.testkit.sim.invariants.Invariant;
import org.offhook.testkit.sim.invariants.Invariants;

/// What a world is like.
///
/// @param network what becomes of SIP packets
/// @param carrier whether there is a carrier for numbers that are not on the platform
/// @param ports   how many media sessions there may be at once
/// @param limits  of calls
/// @param trace   who reads every step
/// @param laws    what must hold; new ones, with state of their own, each time
public record WorldOptions(
        Conditions network,
        boolean carrier,
        int ports,
        CallLimits limits,
        Trace trace,
        Supplier<List<Invariant>> laws) {

    /// For stories: nothing is lost, and there is a carrier.
    public static final WorldOptions STORY =
            new WorldOptions(Conditions.PERFECT, true, 1000, CallLimits.STANDARD, Trace.off(), Invariants::all);

    public WorldOptions network(Conditions other) {
        return new WorldOptions(other, carrier, ports, limits, trace, laws);
    }

    public WorldOptions carrier(boolean there) {
        return new WorldOptions(network, there, ports, limits, trace, laws);
    }

    public WorldOptions ports(int count) {
        return new WorldOptions(network, carrier, count, limits, trace, laws);
    }

    public WorldOptions limits(CallLimits other) {
        return new WorldOptions(network, carrier, ports, other, trace, laws);
    }

    public WorldOptions trace(Trace reader) {
        return new WorldOptions(network, carrier, ports, limits, reader, laws);
    }

    public WorldOptions laws(Supplier<List<Invariant>> other) {
        return new WorldOptions(network, carrier, ports, limits, trace, other);
    }
}
