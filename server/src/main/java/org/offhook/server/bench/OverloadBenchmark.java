package org.offhook.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.offhook.server.bench.load.CallStorm;
import org.offhook.server.bench.load.OurServer;
import org.offhook.server.bench.load.Peers;

/// Calls that are completed while five times as many come as can be: a server must not do less because more is
/// asked of it. The limits of calls are out of the way; what holds is how late the machine may be
/// (`limits.call-start`).
final class OverloadBenchmark implements Benchmark {

    private static final String NUMBER = "+15550100";

    /// Calls offered in a second, one after the other, to find the most that are completed.
    private static final List<Integer> RATES = List.of(200, 400, 800, 1_200, 1_600, 2_000);

    private static final int TIMES = 5;

    private final int peakSeconds;
    private final int overloadSeconds;

    OverloadBenchmark() {
        this(10, 60);
    }

    OverloadBenchmark(int peakSeconds, int overloadSeconds) {
        this.peakSeconds = peakSeconds;
        this.overloadSeconds = overloadSeconds;
    }

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String about() {
        return "calls completed at 5 x the most that can be, for a minute";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws IOException, InterruptedException {
        try (Peers peers = new Peers()) {
            Path configuration = Files.writeString(
                    peers.folder().resolve("offhook.conf"), "limits { calls = 100000, calls-per-second = 100000 }\n");
            String pause = OurServer.document("<Response><Pause length=\"600\"/></Response>");
            OurServer ours = OurServer.start(
                    peers,
                    Peers.SERVER_CORE,
                    List.of("--config", configuration.toString(), "--number", NUMBER + "=" + pause));
            double peak = 0;
            for (int rate : RATES) {
                progress.accept(rate + " calls a second for " + peakSeconds + " s");
                peak = Math.max(peak, completed(CallStorm.run(peers, ours.sipPort, NUMBER, rate, peakSeconds, 0)));
            }
            int rate = (int) (TIMES * peak);
            progress.accept(rate + " calls a second for " + overloadSeconds + " s");
            CallStorm.Result overload = CallStorm.run(peers, ours.sipPort, NUMBER, rate, overloadSeconds, 0);
            String remark = String.format(
                    Locale.ROOT,
                    "%d offered a second, %d refused, %d without an answer; callers busy %.0f %%",
                    rate,
                    overload.refused(),
                    overload.lost(),
                    overload.busy() * 100);
            return List.of(new Row(
                    "calls completed at 5 × the peak",
                    "call",
                    overload.completed(),
                    completed(overload),
                    "calls/s",
                    "the peak",
                    peak,
                    remark));
        }
    }

    private static double completed(CallStorm.Result result) {
        return result.completed() / result.seconds();
    }
}
