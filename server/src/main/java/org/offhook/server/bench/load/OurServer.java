package org.offhook.server.bench.load;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The server under test: this very program as a child process, on free ports and a fresh data folder.
public final class OurServer {

    public final int sipPort;
    public final int httpPort;
    public final Process process;

    private OurServer(int sipPort, int httpPort, Process process) {
        this.sipPort = sipPort;
        this.httpPort = httpPort;
        this.process = process;
    }

    /// @param core    the core it is pinned to, or empty for all
    /// @param options further words for `serve`
    public static OurServer start(Peers peers, String core, List<String> options) throws IOException {
        return start(peers, core, Files.createTempDirectory(peers.folder(), "data"), options);
    }

    /// @param data a data folder that may hold something already
    public static OurServer start(Peers peers, String core, Path data, List<String> options) throws IOException {
        int sip = Peers.freePort();
        int http = Peers.freePort();
        List<String> words = new ArrayList<>();
        if (!core.isEmpty()) {
            words.addAll(List.of("taskset", "-c", core));
        }
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(ProcessHandle.current().info().arguments().stream()
                .flatMap(Arrays::stream)
                .takeWhile(word -> word.startsWith("-") && !word.equals("-jar"))
                .toList());
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.offhook.server.Main", "serve"));
        words.addAll(List.of("--sip", "127.0.0.1:" + sip, "--http", "127.0.0.1:" + http));
        words.addAll(List.of("--media", "127.0.0.1:20000-31999", "--data", data.toString()));
        words.addAll(options);
        Process process = peers.start("offhook", words);
        peers.awaitSip(process, sip);
        return new OurServer(sip, http, process);
    }

    /// A voice URL that needs no web server: the document itself.
    public static String document(String twiml) {
        return "data:application/xml,"
                + URLEncoder.encode(twiml, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
