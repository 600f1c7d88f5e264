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
import org.offhook.server.bench.load.ServerMemory;
import org.offhook.server.bench.load.SippLoad;

/// What phones that are registered keep in memory: a hundred thousand users, each with one phone. The heap is
/// looked at after a full collection.
final class BindingsBenchmark implements Benchmark {

    private static final int USERS = 100_000;
    private static final int RATE = 1_500;

    @Override
    public String name() {
        return "bindings";
    }

    @Override
    public String about() {
        return "heap of " + USERS + " registered phones (Debian: sip-tester)";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws IOException, InterruptedException {
        try (Peers peers = new Peers()) {
            Path register = peers.file("register.xml", Map.of());
            Path users = peers.folder().resolve("users.csv");
            Path configuration = peers.folder().resolve("offhook.conf");
            write(users, configuration);
            OurServer ours = OurServer.start(peers, "", List.of("--config", configuration.toString()));
            ServerMemory memory = new ServerMemory(ours);
            double before = memory.heap();
            progress.accept(USERS + " registrations");
            SippLoad.Result result = new SippLoad(register, ours.sipPort, "bench", RATE, USERS, 0, users)
                    .run(peers, "register", ours.process.toHandle());
            int bound = (int) memory.metric("offhook_registrations");
            double after = memory.heap();
            String seen = String.format(
                    Locale.ROOT,
                    "%d phones: %.0f MB; %d of SIPp's registrations failed",
                    bound,
                    after - before,
                    result.failed());
            return List.of(new Row(
                    "heap of a registered phone", "phone", bound, (after - before) * 1e3 / bound, "kB", null, 0, seen));
        }
    }

    private static void write(Path users, Path configuration) throws IOException {
        StringBuilder load = new StringBuilder("SEQUENTIAL\n");
        StringBuilder registrar = new StringBuilder("registrar { users = [\n");
        for (int i = 0; i < USERS; i++) {
            load.append(String.format("u%1$d;[authentication username=u%1$d password=secret-u%1$d]%n", i));
            registrar.append(String.format("{ name = \"u%1$d\", password = \"secret-u%1$d\" }%n", i));
        }
        Files.writeString(users, load);
        Files.writeString(configuration, registrar.append("] }\n"));
    }
}
