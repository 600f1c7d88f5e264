package org.offhook.testkit.sim;

import java.time.Duration;
import java.util.List;
import org.offhook.core.calls.Call;
import org.offhook.core.store.Query;
import org.offhook.testkit.kernel.Trace;
import org.offhook.testkit.network.Conditions;
import org.offhook.testkit.sim.chaos.RandomLife;

/// Runs random worlds: a seed, its calls, and whether every law held.
public final class Simulation {

    private Simulation() {}

    /// @param mostLoss how many packets are lost at most, 0 to 1; each seed draws its own up to that
    /// @param trace    who reads the steps
    public record Options(double mostLoss, Trace trace) {

        /// The worst the project promises to stand.
        public static final Options STANDARD = new Options(0.2, Trace.off());

        public Options traced(Trace reader) {
            return new Options(mostLoss, reader);
        }
    }

    /// @param calls     records of calls that were made
    /// @param simulated virtual time that passed
    /// @param steps     happenings that were carried out
    /// @param trace     the hash of all steps, when they were traced
    public record Report(long seed, long calls, Duration simulated, long steps, String trace) {}

    /// Runs one seed to its end.
    ///
    /// @throws org.offhook.testkit.kernel.SimulationFailure when a law is broken or something fails
    public static Report run(long seed, Options options) {
        Chances chances = Chances.of(seed);
        WorldOptions worldOptions = WorldOptions.STORY
                .network(Conditions.lossy(options.mostLoss() * chances.loss()))
                .ports(chances.ports())
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
