package org.offhook.server.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Kamailio (Debian package kamailio), which proxies each call with state per transaction and registers users.
public final class Kamailio {

    private Kamailio() {}

    /// @param answer the port to which it sends every call
    public static Process start(Peers peers, int port, int answer) throws IOException {
        Path configuration =
                peers.file("kamailio.cfg", Map.of("PORT", Integer.toString(port), "ANSWER", Integer.toString(answer)));
        Process kamailio = peers.start(
                "kamailio",
                List.of(
                        "taskset",
                        "-c",
                        Peers.SERVER_CORE,
                        "kamailio",
                        "-f",
                        configuration.toString(),
                        "-DD",
                        "-E",
                        "-m",
                        "256",
                        "-M",
                        "16",
                        "-Y",
                        peers.folder().toString()));
        peers.awaitSip(kamailio, port);
        return kamailio;
    }

    public static void stop(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor();
    }
}
