package org.offhook.server.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.offhook.server.bench.load.OurServer;
import org.offhook.server.bench.load.Peers;
import org.offhook.server.bench.load.ProcessCpu;
import org.offhook.server.bench.load.ServerMemory;
import org.offhook.server.bench.load.TalkingApp;
import org.offhook.server.bench.load.Tone;

/// What a bidirectional media stream costs, against a leg that a sound is played to: the whole server, while as
/// many calls of each kind are up. SIPp sends back every packet it gets, so all of them have sound both ways.
final class StreamBenchmark implements Benchmark {

    private static final String PLAIN = "+15550100";
    private static final String STREAMED = "+15550101";
    private static final int CALLS = 100;
    private static final int RATE = 20;
    private static final long SETTLE = TimeUnit.SECONDS.toNanos(10);
    private static final long MEASURE = TimeUnit.SECONDS.toNanos(15);
    private static final int HOLD_MS = 35_000;
    private static final int LOOKS = 300;
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(50);

    @Override
    public String name() {
        return "stream";
    }

    @Override
    public String about() {
        return "a bidirectional media stream against a leg that a sound is played to (Debian: sip-tester)";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws IOException, InterruptedException {
        HttpServer sound = sound();
        try (Peers peers = new Peers();
                TalkingApp app = TalkingApp.start()) {
            Path configuration = Files.writeString(peers.folder().resolve("offhook.conf"), "limits.calls = 1000\n");
            String tone = "http://127.0.0.1:" + sound.getAddress().getPort() + "/tone.wav";
            OurServer ours = OurServer.start(
                    peers,
                    Peers.SERVER_CORE,
                    List.of(
                            "--config",
                            configuration.toString(),
                            "--number",
                            PLAIN + "="
                                    + OurServer.document("<Response><Play loop=\"0\">" + tone + "</Play></Response>"),
                            "--number",
                            STREAMED + "="
                                    + OurServer.document("<Response><Connect><Stream url=\"" + app.url()
                                            + "\"/></Connect></Response>")));
            Path call = peers.file("call.xml", Map.of());
            progress.accept("warm-up");
            share(peers, ours, call, STREAMED);
            share(peers, ours, call, PLAIN);
            progress.accept(CALLS + " legs that a sound is played to");
            double plain = share(peers, ours, call, PLAIN);
            progress.accept(CALLS + " legs with a stream");
            long before = app.heard();
            double streamed = share(peers, ours, call, STREAMED);
            String seen = String.format(
                    Locale.ROOT, "%d messages heard by the application in a call", (app.heard() - before) / CALLS);
            return List.of(new Row(
                    "leg with a bidirectional media stream",
                    "leg",
                    CALLS,
                    streamed,
                    "% of a core",
                    "leg that a sound is played to",
                    plain,
                    seen));
        } finally {
            sound.stop(0);
        }
    }

    /// What one of the calls takes of a core, in per cent.
    private static double share(Peers peers, OurServer ours, Path call, String number)
            throws IOException, InterruptedException {
        ServerMemory server = new ServerMemory(ours);
        ProcessHandle process = ours.process.toHandle();
        Process load = peers.start("load-" + number, command(ours, call, number));
        awaitLive(server, CALLS);
        LockSupport.parkNanos(SETTLE);
        double before = ProcessCpu.milliseconds(process);
        long begun = System.nanoTime();
        LockSupport.parkNanos(MEASURE);
        double used = ProcessCpu.milliseconds(process) - before;
        double share = 100 * used / ((System.nanoTime() - begun) / 1e6) / CALLS;
        load.waitFor();
        return share;
    }

    private static List<String> command(OurServer ours, Path call, String number) throws IOException {
        List<String> words =
                new ArrayList<>(List.of("taskset", "-c", Peers.LOAD_CORE, "sipp", "127.0.0.1:" + ours.sipPort));
        words.addAll(List.of("-sf", call.toString(), "-s", number, "-i", "127.0.0.1"));
        words.addAll(List.of("-p", Integer.toString(Peers.freePort()), "-mp", Integer.toString(Peers.freePort())));
        words.addAll(List.of("-rtp_echo", "-nostdin", "-d", Integer.toString(HOLD_MS)));
        words.addAll(List.of("-r", Integer.toString(RATE), "-m", Integer.toString(CALLS)));
        words.addAll(List.of("-l", Integer.toString(CALLS)));
        return words;
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

    private static HttpServer sound() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        byte[] tone = Tone.wav(1000);
        server.createContext("/tone.wav", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "audio/wav");
            exchange.sendResponseHeaders(200, tone.length);
            try (var out = exchange.getResponseBody()) {
                out.write(tone);
            }
        });
        server.start();
        return server;
    }
}
