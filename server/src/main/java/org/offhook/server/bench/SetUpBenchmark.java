package org.offhook.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.offhook.server.bench.load.CallStorm;
import org.offhook.server.bench.load.Kamailio;
import org.offhook.server.bench.load.OurServer;
import org.offhook.server.bench.load.Peers;

/// How long a caller waits from the INVITE to the 200, to the microsecond: SIPp counts in steps of 4 ms. A 200 of ours
/// comes after the call is durable, so the disk has its part in it; kamailio proxies and keeps nothing.
final class SetUpBenchmark implements Benchmark {

    private static final String ANSWERED = "+15550100";
    private static final String BRIDGED = "+15550102";
    /// Calls a second: about half of the bridged calls that a core completes.
    private static final int RATE = 200;

    private static final int SECONDS = 20;
    private static final int WARM_UP = 60;

    @Override
    public String name() {
        return "setup";
    }

    @Override
    public String about() {
        return "from INVITE to 200, answered and bridged, against kamailio (Debian: kamailio)";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (Peers peers = new Peers()) {
            int answering = Peers.freePort();
            progress.accept("kamailio");
            int port = Peers.freePort();
            Process kamailio = Kamailio.start(peers, port, answering);
            CallStorm.run(peers, port, ANSWERED, RATE, SECONDS, answering);
            CallStorm.Result proxied = CallStorm.run(peers, port, ANSWERED, RATE, SECONDS, answering);
            Kamailio.stop(kamailio);

            Path configuration = Files.writeString(
                    peers.folder().resolve("offhook.conf"), "limits { calls = 20000, calls-per-second = 20000 }\n");
            String pause = OurServer.document("<Response><Pause length=\"600\"/></Response>");
            String dial = OurServer.document(
                    "<Response><Dial><Sip>sip:answer@127.0.0.1:" + answering + "</Sip></Dial></Response>");
            OurServer ours = OurServer.start(
                    peers,
                    Peers.SERVER_CORE,
                    List.of(
                            "--config", configuration.toString(),
                            "--number", ANSWERED + "=" + pause,
                            "--number", BRIDGED + "=" + dial));
            for (Map.Entry<String, String> work :
                    List.of(Map.entry("answered call", ANSWERED), Map.entry("bridged call", BRIDGED))) {
                progress.accept("offhook: " + work.getKey());
                CallStorm.run(peers, ours.sipPort, work.getValue(), RATE, WARM_UP, answering);
                CallStorm.Result took = CallStorm.run(peers, ours.sipPort, work.getValue(), RATE, SECONDS, answering);
                rows.add(row("set-up, " + work.getKey(), took, proxied));
            }
        }
        return rows;
    }

    private static Row row(String work, CallStorm.Result ours, CallStorm.Result theirs) {
        String remark = String.format(
                Locale.ROOT,
                "%d a second, p50 %.2f ms (%.2f), %d not completed",
                RATE,
                ours.p50(),
                theirs.p50(),
                ours.refused() + ours.lost());
        return new Row(work, "call", ours.completed(), ours.p99(), "ms p99", "kamailio, proxied", theirs.p99(), remark);
    }
}
