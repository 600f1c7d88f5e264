package org.offhook.server.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.offhook.server.bench.load.Kamailio;
import org.offhook.server.bench.load.OurServer;
import org.offhook.server.bench.load.Peers;
import org.offhook.server.bench.load.SippLoad;
import org.offhook.server.bench.load.Tone;

/// Calls and registrations against kamailio under the same SIPp load. Kamailio proxies each call to an
/// answering SIPp, with state per transaction and nothing else; it is the least that a call can cost.
final class SipBenchmark implements Benchmark {

    private static final int USERS = 1000;
    private static final int WARM_UP = 30_000;
    private static final String NUMBER = "+15550100";
    private static final String WEB_NUMBER = "+15550101";
    private static final String BRIDGED_NUMBER = "+15550102";
    private static final String KAMAILIO_CALL = "kamailio, proxied call";

    @Override
    public String name() {
        return "sip";
    }

    @Override
    public String about() {
        return "answered calls, calls run by a web page, registrations; against kamailio (Debian: sip-tester, kamailio)";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        HttpServer app = application();
        try (Peers peers = new Peers()) {
            Path call = peers.file("call.xml", Map.of());
            Path hear = peers.file("hear.xml", Map.of());
            Path register = peers.file("register.xml", Map.of());
            Path users = users(peers.folder());

            progress.accept("kamailio: calls and registrations");
            int kamailioPort = Peers.freePort();
            int answer = answering(peers);
            Process kamailio = Kamailio.start(peers, kamailioPort, answer);
            load(call, kamailioPort, NUMBER, 500, 2000).run(peers, "kamailio-warm", kamailio.toHandle());
            SippLoad.Result proxied =
                    load(call, kamailioPort, NUMBER, 500, 5000).run(peers, "kamailio-call", kamailio.toHandle());
            SippLoad.Result registered =
                    registrations(register, kamailioPort, users).run(peers, "kamailio-register", kamailio.toHandle());
            Kamailio.stop(kamailio);

            progress.accept("offhook: warm-up");
            OurServer ours = OurServer.start(peers, Peers.SERVER_CORE, options(peers.folder(), app, answer));
            ProcessHandle server = ours.process.toHandle();
            load(call, ours.sipPort, NUMBER, 500, WARM_UP).run(peers, "warm", server);
            progress.accept("offhook: answered calls");
            SippLoad.Result answered =
                    load(call, ours.sipPort, NUMBER, 500, 5000).run(peers, "call", server);
            rows.add(row("answered call without a webhook", "call", answered, KAMAILIO_CALL, proxied));

            progress.accept("offhook: calls bridged to another phone");
            load(call, ours.sipPort, BRIDGED_NUMBER, 200, 16_000).run(peers, "bridged-warm", server);
            SippLoad.Result bridged =
                    load(call, ours.sipPort, BRIDGED_NUMBER, 200, 3000).run(peers, "bridged", server);
            rows.add(row("call bridged to another phone", "call", bridged, KAMAILIO_CALL, proxied));

            progress.accept("offhook: calls run by a web page");
            new SippLoad(hear, ours.sipPort, WEB_NUMBER, 150, 12_000, 0, null).run(peers, "web-warm", server);
            SippLoad.Result web =
                    new SippLoad(hear, ours.sipPort, WEB_NUMBER, 130, 2000, 0, null).run(peers, "web", server);
            rows.add(row("call with a webhook and a 1 s prompt", "call", web, KAMAILIO_CALL, proxied));

            progress.accept("offhook: registrations");
            for (String warm : List.of("register-warm", "register-warmer", "register-warmest")) {
                registrations(register, ours.sipPort, users).run(peers, warm, server);
            }
            SippLoad.Result registration =
                    registrations(register, ours.sipPort, users).run(peers, "register", server);
            rows.add(row("registration with digest", "registration", registration, "kamailio", registered));
        } finally {
            app.stop(0);
        }
        return rows;
    }

    private static Row row(String work, String unit, SippLoad.Result ours, String baseline, SippLoad.Result theirs) {
        return new Row(
                work, unit, ours.succeeded(), ours.perUnit(), "ms CPU", baseline, theirs.perUnit(), ours.remark());
    }

    private static SippLoad load(Path scenario, int port, String number, int rate, int calls) {
        return new SippLoad(scenario, port, number, rate, calls, 0, null);
    }

    private static SippLoad registrations(Path scenario, int port, Path users) {
        return new SippLoad(scenario, port, "bench", 2000, 20_000, 0, users);
    }

    /// Starts a SIPp that answers every call.
    ///
    /// @return its port
    private static int answering(Peers peers) throws IOException {
        int answer = Peers.freePort();
        Path scenario = peers.file("answer.xml", Map.of());
        peers.start(
                "answer",
                List.of(
                        "taskset",
                        "-c",
                        Peers.LOAD_CORE,
                        "sipp",
                        "-sf",
                        scenario.toString(),
                        "-i",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(answer),
                        "-nostdin",
                        "-buff_size",
                        "2097152"));
        return answer;
    }

    private static Path users(Path folder) throws IOException {
        String lines = IntStream.range(0, USERS)
                .mapToObj(i -> "u" + i + ";[authentication username=u" + i + " password=secret-u" + i + "]")
                .collect(Collectors.joining("\n", "SEQUENTIAL\n", "\n"));
        return Files.writeString(folder.resolve("users.csv"), lines);
    }

    private static List<String> options(Path folder, HttpServer app, int answer) throws IOException {
        String users = IntStream.range(0, USERS)
                .mapToObj(i -> "{ name = \"u" + i + "\", password = \"secret-u" + i + "\" }")
                .collect(Collectors.joining(",\n", "registrar { users = [\n", "\n] }\n"));
        String limits = "limits { calls = 20000, calls-per-second = 20000 }\n";
        Path configuration = Files.writeString(folder.resolve("offhook.conf"), users + limits);
        String pause = OurServer.document("<Response><Pause length=\"600\"/></Response>");
        String dial =
                OurServer.document("<Response><Dial><Sip>sip:answer@127.0.0.1:" + answer + "</Sip></Dial></Response>");
        String page = "http://127.0.0.1:" + app.getAddress().getPort() + "/voice";
        return List.of(
                "--config", configuration.toString(),
                "--number", NUMBER + "=" + pause,
                "--number", BRIDGED_NUMBER + "=" + dial,
                "--number", WEB_NUMBER + "=" + page);
    }

    /// The smallest web application: one prompt of a second, always the same.
    private static HttpServer application() throws IOException {
        HttpServer app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        app.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        byte[] document = "<Response><Play>/tone.wav</Play></Response>".getBytes(StandardCharsets.UTF_8);
        byte[] tone = Tone.wav(1000);
        app.createContext("/voice", exchange -> {
            exchange.getRequestBody().readAllBytes();
            answer(exchange, "application/xml", document);
        });
        app.createContext("/tone.wav", exchange -> {
            exchange.getResponseHeaders().add("Cache-Control", "max-age=3600");
            answer(exchange, "audio/wav", tone);
        });
        app.start();
        return app;
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
