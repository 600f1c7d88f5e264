package org.offhook.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.offhook.server.bench.load.OurServer;
import org.offhook.server.bench.load.Peers;
import org.offhook.server.bench.load.SippLoad;

/// Calls that are completed while five times as many come as can be: a server must not do less because more is
/// asked of it. The limits of calls are out of the way; what holds is how late the machine may be
/// (`limits.call-start`).
final class OverloadBenchmark implements Benchmark {

    private static final String NUMBER = "+15550100";

    /// Calls offered in a second, one after the other, to find the most that are completed.
    private static final List<Integer> RATES = List.of(200, 400, 800, 1_200, 1_600);

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
        return "calls completed at 5 x the most that can be, for a minute (Debian: sip-tester)";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws IOException, InterruptedException {
        try (Peers peers = new Peers()) {
            Path call = peers.file("call.xml", Map.of());
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
                peak = Math.max(peak, completed(offered(call, ours, rate, peakSeconds, peers)));
            }
            int rate = (int) (TIMES * peak);
            progress.accept(rate + " calls a second for " + overloadSeconds + " s");
            SippLoad.Result overload = offered(call, ours, rate, overloadSeconds, peers);
            String remark = String.format(
                    Locale.ROOT, "%d offered a second, %d calls refused or given up", rate, overload.failed());
            return List.of(new Row(
                    "calls completed at 5 × the peak",
                    "call",
                    overload.succeeded(),
                    completed(overload),
                    "calls/s",
                    "the peak",
                    peak,
                    remark));
        }
    }

    private static SippLoad.Result offered(Path call, OurServer ours, int rate, int seconds, Peers peers)
            throws IOException, InterruptedException {
        return new SippLoad(call, ours.sipPort, NUMBER, rate, rate * seconds, 0, null)
                .run(peers, "offered-" + rate, ours.process.toHandle());
    }

    private static double completed(SippLoad.Result result) {
        return result.succeeded() / result.seconds();
    }
}
