package org.offhook.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.offhook.server.bench.load.OurServer;
import org.offhook.server.bench.load.Peers;
import org.offhook.server.bench.load.ServerMemory;
import org.offhook.server.bench.load.SippLoad;

/// What a call in progress keeps in memory, and whether anything stays behind when many are over. The heap is
/// looked at after a full collection.
final class HeapBenchmark implements Benchmark {

    private static final String NUMBER = "+15550100";
    private static final int HELD = 1_000;
    private static final int HOLD_MS = 20_000;
    private static final int PASSING = 20_000;
    private static final int LOOKS = 300;
    private static final long LOOK_AGAIN = 50_000_000;

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public String about() {
        return "heap per call in progress, and what many calls leave behind (Debian: sip-tester)";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws IOException, InterruptedException {
        try (Peers peers = new Peers();
                ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            Path call = peers.file("call.xml", Map.of());
            OurServer ours = OurServer.start(peers, "", options(peers.folder()));
            ProcessHandle server = ours.process.toHandle();
            ServerMemory memory = new ServerMemory(ours);

            progress.accept("warm-up");
            new SippLoad(call, ours.sipPort, NUMBER, 200, 4_000, 0, null).run(peers, "warm", server);
            double empty = memory.heap();

            progress.accept(HELD + " calls in progress");
            SippLoad held = new SippLoad(call, ours.sipPort, NUMBER, 200, HELD, HOLD_MS, null);
            Future<SippLoad.Result> holding = background.submit(() -> held.run(peers, "hold", server));
            awaitLive(memory, HELD);
            double full = memory.heap();
            finish(holding);

            progress.accept(PASSING + " calls that come and go");
            double before = memory.heap();
            SippLoad.Result passed =
                    new SippLoad(call, ours.sipPort, NUMBER, 400, PASSING, 0, null).run(peers, "pass", server);
            double after = memory.heap();
            String seen = String.format(
                    Locale.ROOT, "heap %.1f MB before, %.1f MB after, %d failed", before, after, passed.failed());
            return List.of(
                    new Row("heap of a call in progress", "call", HELD, (full - empty) * 1e3 / HELD, "kB", null, 0, ""),
                    new Row(
                            "heap that calls leave behind",
                            "call",
                            PASSING,
                            (after - before) * 1e3 / PASSING,
                            "kB",
                            null,
                            0,
                            seen));
        }
    }

    private static List<String> options(Path folder) throws IOException {
        Path configuration = Files.writeString(
                folder.resolve("offhook.conf"), "limits { calls = 20000, calls-per-second = 20000 }\n");
        String pause = OurServer.document("<Response><Pause length=\"600\"/></Response>");
        return List.of("--config", configuration.toString(), "--number", NUMBER + "=" + pause);
    }

    private static void awaitLive(ServerMemory server, int calls) throws IOException, InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            if (server.metric("offhook_calls_live") >= calls) {
                return;
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
        throw new IOException(calls + " calls were not up at the same time within 15 s");
    }

    private static void finish(Future<SippLoad.Result> load) throws IOException, InterruptedException {
        try {
            load.get();
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause());
        }
    }
}
