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
import org.offhook.server.bench.load.ProcessCpu;
import org.offhook.server.bench.load.ServerMemory;
import org.offhook.server.bench.load.SippLoad;

/// What phones that watch others cost: 20,000 subscriptions to the presence of 200 users, and a NOTIFY to each when
/// all of these change. The heap is looked at after a full collection.
final class SubscriptionsBenchmark implements Benchmark {

    private static final int WATCHED = 200;
    private static final int SUBSCRIPTIONS = 20_000;
    private static final int WARM_UP = 10_000;
    private static final int RATE = 800;
    /// Users who change in a second; each has a hundred watchers.
    private static final int CHANGES = 15;
    /// As long as SIPp may take to make them all, so that it holds them at once.
    private static final int HOLD_MS = 60_000;
    private static final int LOOKS = 3_000;
    private static final long LOOK_AGAIN = 100_000_000L;

    @Override
    public String name() {
        return "subscriptions";
    }

    @Override
    public String about() {
        return "heap and CPU of " + SUBSCRIPTIONS + " subscriptions to presence (Debian: sip-tester)";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws IOException, InterruptedException {
        try (Peers peers = new Peers();
                ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            Files.writeString(watched(peers), users());
            Files.writeString(configuration(peers), settings());
            OurServer ours = OurServer.start(
                    peers, "", List.of("--config", configuration(peers).toString()));
            Round round = new Round(peers, background, ours, new ServerMemory(ours));
            progress.accept(WARM_UP + " subscriptions to warm up");
            round.run(WARM_UP, "warming up");
            progress.accept(SUBSCRIPTIONS + " subscriptions");
            return round.run(SUBSCRIPTIONS, "measuring");
        }
    }

    private static Path watched(Peers peers) {
        return peers.folder().resolve("watched.csv");
    }

    private static Path configuration(Peers peers) {
        return peers.folder().resolve("offhook.conf");
    }

    private static String users() {
        StringBuilder load = new StringBuilder("SEQUENTIAL\n");
        for (int i = 0; i < WATCHED; i++) {
            load.append(String.format("u%1$d;[authentication username=u%1$d password=secret-u%1$d]%n", i));
        }
        return load.toString();
    }

    private static String settings() {
        StringBuilder users = new StringBuilder("registrar { users = [\n");
        users.append("{ name = watcher, password = secret-watcher }\n");
        for (int i = 0; i < WATCHED; i++) {
            users.append(String.format("{ name = \"u%1$d\", password = \"secret-u%1$d\" }%n", i));
        }
        return users.append("] }\nsubscriptions { per-account = ")
                .append(SUBSCRIPTIONS)
                .append(", per-source = ")
                .append(SUBSCRIPTIONS)
                .append(" }\n")
                .toString();
    }

    /// Subscriptions that are made, told a change, and end.
    private record Round(Peers peers, ExecutorService background, OurServer ours, ServerMemory memory) {

        List<Row> run(int subscriptions, String note) throws IOException, InterruptedException {
            ProcessHandle server = ours.process.toHandle();
            Path subscribe = peers.file("subscribe.xml", Map.of());
            await("offhook_sip_transactions", 1, false);
            double empty = memory.heap();
            double before = ProcessCpu.milliseconds(server);
            SippLoad load =
                    new SippLoad(subscribe, ours.sipPort, "bench", RATE, subscriptions, HOLD_MS, watched(peers));
            Future<SippLoad.Result> watching = background.submit(() -> load.run(peers, "subscribe", server));
            await("offhook_sip_subscriptions", subscriptions, true);
            double made = ProcessCpu.milliseconds(server) - before;
            await("offhook_sip_transactions", 1, false);
            double full = memory.heap();

            double quiet = ProcessCpu.milliseconds(server);
            Path publish = peers.file("publish.xml", Map.of("NOTE", note));
            SippLoad.Result published = new SippLoad(
                            publish, ours.sipPort, "bench", CHANGES, WATCHED, 0, watched(peers))
                    .run(peers, "publish", server);
            SippLoad.Result watched = result(watching);
            double told = ProcessCpu.milliseconds(server) - quiet;
            String seen = String.format(
                    Locale.ROOT,
                    "%d watch %d users, %d failed; %d of %d changes published, their cost included",
                    watched.succeeded(),
                    WATCHED,
                    watched.failed(),
                    published.succeeded(),
                    WATCHED);
            return List.of(
                    row("heap of a subscription", "subscription", subscriptions, (full - empty) * 1e3, "kB", ""),
                    row(
                            "subscription with digest, and its first NOTIFY",
                            "subscription",
                            subscriptions,
                            made,
                            "ms",
                            ""),
                    row("NOTIFY of a change", "NOTIFY", watched.succeeded(), told, "ms", seen));
        }

        private static Row row(String work, String unit, long units, double cost, String measure, String seen) {
            return new Row(work, unit, units, cost / units, measure, null, 0, seen);
        }

        /// Waits until a metric has reached a value, from below or from above.
        private void await(String metric, int value, boolean atLeast) throws IOException, InterruptedException {
            for (int look = 0; look < LOOKS; look++) {
                double now = memory.metric(metric);
                if (atLeast ? now >= value : now <= value) {
                    return;
                }
                LockSupport.parkNanos(LOOK_AGAIN);
            }
            throw new IOException(metric + " did not come to " + value + " within 5 min");
        }

        private static SippLoad.Result result(Future<SippLoad.Result> load) throws IOException, InterruptedException {
            try {
                return load.get();
            } catch (ExecutionException failure) {
                throw new IOException("SIPp could not be run", failure.getCause());
            }
        }
    }
}
