package org.offhook.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.network.Packet;
import org.offhook.testkit.sim.invariants.Invariant;
import org.offhook.testkit.sim.invariants.Invariants;
import org.offhook.testkit.sim.invariants.Observation;
import org.offhook.testkit.sim.invariants.Scene;

class SimMainTest {

    private final StringWriter out = new StringWriter();

    @Test
    void oneSeedIsTold() {
        assertThat(run("--seed", "3")).isZero();
        assertThat(out.toString()).startsWith("seed 3: ").contains("every law held; trace ");
    }

    @Test
    void aTraceShowsEveryStep() {
        assertThat(run("--seed", "7", "--trace", "--loss", "0")).isZero();
        assertThat(out.toString().lines())
                .hasSizeGreaterThan(20)
                .anyMatch(line -> line.contains("INVITE sip:"))
                .anyMatch(line -> line.contains("-- call.answered CA"))
                .anyMatch(line -> line.contains("?? POST http://"));
    }

    @Test
    void manySeedsAreCounted() {
        assertThat(run("--seeds", "10", "--from", "100", "--threads", "2")).isZero();
        assertThat(out.toString())
                .startsWith("10 seeds, ")
                .contains("laws checked")
                .contains("; 0 failed");
    }

    @Test
    void wrongUseIsExplained() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--seeds")).isEqualTo(2);
        assertThat(run("--seeds", "many")).isEqualTo(2);
        assertThat(run("--loss", "101")).isEqualTo(2);
        assertThat(run("--sed", "1")).isEqualTo(2);
        assertThat(out.toString())
                .contains(
                        "say --seeds, --calls or --seed",
                        "--seeds needs a number",
                        "not many",
                        "out of range",
                        "no --sed");
        assertThat(run("--help")).isZero();
    }

    @Test
    void aBrokenLawIsToldWithItsSeedAndHowToRepeatIt() {
        assertThat(run(() -> List.of(new NobodyRings()), "--seeds", "3", "--loss", "10%"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("FAILED seed 2 at 0:00:")
                .contains("it does not hold that nobody rings: a phone rang")
                .contains("repeat it: ./dev sim --seed 2 --trace --loss 10%")
                .contains("; 3 failed");
    }

    /// A law that the first call breaks.
    private static final class NobodyRings implements Invariant {

        @Override
        public String name() {
            return "nobody rings";
        }

        @Override
        public void see(Observation observation, Scene scene, Consumer<String> broken) {
            if (observation instanceof Observation.Sent(Packet packet)
                    && packet.firstLine().startsWith("INVITE")) {
                broken.accept("a phone rang");
            }
        }
    }

    private int run(String... arguments) {
        return run(Invariants::all, arguments);
    }

    private int run(Supplier<List<Invariant>> laws, String... arguments) {
        PrintWriter writer = new PrintWriter(out);
        int status = SimMain.run(arguments, laws, writer);
        writer.flush();
        return status;
    }
}
