package org.offhook.server.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.offhook.core.ids.Sid;
import org.offhook.server.bench.load.HttpLoad;
import org.offhook.server.bench.load.ManyCalls;
import org.offhook.server.bench.load.OurServer;
import org.offhook.server.bench.load.Peers;

/// The REST API over real connections: calls that are accepted, which is answered when they are durable, and
/// pages of a long list. The accepted calls wait for their turn, so that what is measured is not the calls.
final class ApiBenchmark implements Benchmark {

    private static final String ACCOUNT = "AC" + "ab".repeat(16);
    private static final String TOKEN = "cd".repeat(16);
    private static final String NUMBER = "+15550100";
    private static final int WARM_UP = 12_000;
    private static final int POSTS = 12_000;
    private static final int CONNECTIONS = 64;
    private static final int HALF = 1_000;
    private static final int STORED = 1_000_000;
    private static final int LISTS = 200;

    @Override
    public String name() {
        return "api";
    }

    @Override
    public String about() {
        return "calls accepted by POST, pages of a list of 1,000,000 calls";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (Peers peers = new Peers()) {
            accept(peers, progress, rows);
        }
        try (Peers peers = new Peers()) {
            list(peers, progress, rows);
        }
        return rows;
    }

    private void accept(Peers peers, Consumer<String> progress, List<Row> rows)
            throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(peers.folder(), "data");
        OurServer ours = OurServer.start(peers, Peers.SERVER_CORE, data, options(peers.folder()));
        ProcessHandle server = ours.process.toHandle();
        HttpLoad load = new HttpLoad(ours.httpPort, post(), 201, CONNECTIONS);
        progress.accept("warm-up");
        load.run(WARM_UP, 0, server);
        progress.accept("POST Calls, as fast as they are taken");
        HttpLoad.Result most = load.run(POSTS, 0, server);
        rows.add(row("call accepted by POST, durable", "call", most));
        progress.accept("POST Calls, " + HALF + " a second");
        HttpLoad.Result half = load.run(5 * HALF, HALF, server);
        rows.add(row("the same, " + HALF + " a second", "call", half));
    }

    private void list(Peers peers, Consumer<String> progress, List<Row> rows) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(peers.folder(), "data");
        progress.accept("writing " + STORED + " calls");
        ManyCalls.write(data, new Sid(ACCOUNT), TOKEN, STORED);
        OurServer ours = OurServer.start(peers, Peers.SERVER_CORE, data, options(peers.folder()));
        ProcessHandle server = ours.process.toHandle();
        String middle = ManyCalls.FIRST
                .plus(ManyCalls.APART.multipliedBy(STORED / 2))
                .toString()
                .substring(0, 10);
        List<List<String>> queries = List.of(
                List.of("the newest", ""),
                List.of("from a number", "From=%2B15551000500"),
                List.of("to a number, busy", "To=%2B14441000500&Status=busy"),
                List.of("completed, before a day", "Status=completed&StartTime%3C=" + middle),
                List.of("none: busy and answered before a day", "Status=busy&StartTime%3C=" + middle),
                List.of("from a number, of a day", "From=%2B15551000500&StartTime=" + middle),
                List.of("between two times", "StartTime%3E=2026-02-01&StartTime%3C=" + middle));
        for (List<String> query : queries) {
            progress.accept("lists: " + query.getFirst());
            HttpLoad load = new HttpLoad(ours.httpPort, get(query.getLast()), 200, 1);
            load.run(LISTS, 0, server);
            rows.add(row("50 of " + STORED + " calls: " + query.getFirst(), "list", load.run(LISTS, 0, server)));
        }
    }

    private static Row row(String work, String unit, HttpLoad.Result result) {
        return new Row(work, unit, result.millis().length, result.perUnit(), "ms CPU", null, 0, result.remark());
    }

    private static List<String> options(Path folder) throws IOException {
        Path configuration = Files.writeString(
                folder.resolve("offhook.conf"),
                "limits { outgoing-calls-per-second = 1, waiting-calls = 1000000 }\nlog.level = error\n");
        return List.of(
                "--config",
                configuration.toString(),
                "--account",
                ACCOUNT,
                "--token",
                TOKEN,
                "--number",
                NUMBER + "=" + OurServer.document("<Response/>"));
    }

    private static String post() {
        String form = "To=" + encoded("sip:bob@127.0.0.1:9") + "&From=" + encoded(NUMBER) + "&Url="
                + encoded("https://app.example.net/voice") + "&StatusCallback="
                + encoded("https://app.example.net/status") + "&StatusCallbackEvent=completed";
        return head("POST", "/Calls.json") + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + form.length() + "\r\n\r\n" + form;
    }

    private static String get(String query) {
        return head("GET", "/Calls.json" + (query.isEmpty() ? "" : "?" + query)) + "\r\n";
    }

    private static String head(String method, String path) {
        String pair = ACCOUNT + ":" + TOKEN;
        return method + " /2010-04-01/Accounts/" + ACCOUNT + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic "
                + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII))
                + "\r\nAccept: application/json\r\n";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
