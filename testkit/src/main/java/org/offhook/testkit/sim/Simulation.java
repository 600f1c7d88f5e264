package org.offhook.testkit.sim;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.offhook.core.calls.Call;
import org.offhook.core.store.Query;
import org.offhook.testkit.kernel.Trace;
import org.offhook.testkit.network.Conditions;
import org.offhook.testkit.sim.chaos.RandomLife;
import org.offhook.testkit.sim.invariants.Invariant;
import org.offhook.testkit.sim.invariants.Invariants;

/// Runs random worlds: a seed, its calls, and whether every law held.
public final class Simulation {

    private Simulation() {}

    /// @param trace who reads the steps
    /// @param laws  what must hold; new ones for each world
    public record Options(Loss loss, Trace trace, Supplier<List<Invariant>> laws) {

        /// Up to the worst that the project promises to stand.
        public static final Options STANDARD = new Options(new Loss(0.2, false), Trace.off(), Invariants::all);

        public Options traced(Trace reader) {
            return new Options(loss, reader, laws);
        }
    }

    /// How many packets are lost.
    ///
    /// @param share 0 to 1
    /// @param fixed whether it is that in every world; otherwise each seed draws its own, up to that
    public record Loss(double share, boolean fixed) {

        private double of(Chances chances) {
            return fixed ? share : share * chances.loss();
        }
    }

    /// @param calls     records of calls that were made
    /// @param simulated virtual time that passed
    /// @param steps     happenings that were carried out
    /// @param cuts      how often the power failed
    /// @param checks    how often a law was held against something
    /// @param trace     the hash of all steps, when they were traced
    public record Report(long seed, long calls, Duration simulated, long steps, long cuts, long checks, String trace) {}

    /// Runs one seed to its end.
    ///
    /// @throws org.offhook.testkit.kernel.SimulationFailure when a law is broken or something fails
    public static Report run(long seed, Options options) {
        Chances chances = Chances.of(seed);
        WorldOptions worldOptions = WorldOptions.STORY
                .network(Conditions.lossy(options.loss().of(chances)))
                .ports(chances.ports())
                .laws(options.laws())
                .trace(options.trace());
        World world = World.seeded(seed, worldOptions);
        try (world) {
            RandomLife.begin(world);
            world.runFor(Duration.ofSeconds(30));
            world.run();
        }
        List<Call> calls = world.store().list(Call.KIND, Query.of(null));
        return new Report(
                seed,
                calls.size(),
                world.timeline().elapsed(),
                world.timeline().happened(),
                world.lives(),
                world.checks(),
                options.trace().hash());
    }

    /// What is drawn before there is a world.
    private record Chances(double loss, int ports) {

        static Chances of(long seed) {
            java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
            double loss = random.nextInt(4) == 0 ? 0 : random.nextDouble();
            return new Chances(loss, random.nextInt(10) == 0 ? random.nextInt(1, 4) : 1000);
        }
    }
}
