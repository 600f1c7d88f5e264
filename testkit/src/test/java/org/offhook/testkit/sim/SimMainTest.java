package org.offhook.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class SimMainTest {

    private final StringWriter out = new StringWriter();

    @Test
    void oneSeedIsTold() {
        assertThat(run("--seed", "3")).isZero();
        assertThat(out.toString()).startsWith("seed 3: ").contains("every law held; trace ");
    }

    @Test
    void aTraceShowsEveryStep() {
        assertThat(run("--seed", "3", "--trace", "--loss", "0")).isZero();
        assertThat(out.toString().lines())
                .hasSizeGreaterThan(50)
                .anyMatch(line -> line.contains("INVITE sip:"))
                .anyMatch(line -> line.contains("-- call.answered CA"))
                .anyMatch(line -> line.contains("?? POST http://"));
    }

    @Test
    void manySeedsAreCounted() {
        assertThat(run("--seeds", "10", "--from", "100", "--threads", "2")).isZero();
        assertThat(out.toString()).startsWith("10 seeds, ").contains("calls/s); 0 failed");
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

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(out);
        int status = SimMain.run(arguments, writer);
        writer.flush();
        return status;
    }
}
