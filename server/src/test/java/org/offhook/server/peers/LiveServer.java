package org.offhook.server.peers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offhook.server.config.Configuration;
import org.offhook.server.config.Configurations;
import org.offhook.server.config.Setting;
import org.offhook.server.logging.Logging;
import org.offhook.server.wiring.Server;
import org.offhook.server.wiring.Wiring;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Ports;
import org.offhook.testkit.peers.Program;
import org.offhook.testkit.peers.Rest;
import org.offhook.testkit.peers.Waiting;

/// The whole server, wired as `serve` wires it, in this process: on free ports of 127.0.0.1 and with a data
/// folder of its own.
public final class LiveServer implements AutoCloseable {

    private static final int RTP_PORTS = 200;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Server server;
    private final Path data;
    private final ByteArrayOutputStream log;

    private LiveServer(Server server, Path data, ByteArrayOutputStream log) {
        this.server = server;
        this.data = data;
        this.log = log;
    }

    /// @param configuration keys of a configuration file, in the form of HOCON
    public static LiveServer start(String... configuration) {
        try {
            Path folder = Program.folder("live");
            Path file = Files.writeString(
                    folder.resolve("offhook.conf"), OffhookProcess.PATIENT + "\n" + String.join("\n", configuration));
            int rtp = Ports.block(RTP_PORTS);
            Map<Setting, List<String>> flags = Map.of(
                    Setting.DATA, List.of(folder.resolve("data").toString()),
                    Setting.HTTP, List.of("127.0.0.1:0"),
                    Setting.SIP, List.of("127.0.0.1:0"),
                    Setting.MEDIA, List.of("127.0.0.1:" + rtp + "-" + (rtp + RTP_PORTS - 1)),
                    Setting.ACCOUNT, List.of(OffhookProcess.ACCOUNT),
                    Setting.TOKEN, List.of(OffhookProcess.TOKEN));
            Configuration read = Configurations.read(flags, Map.of(), file);
            ByteArrayOutputStream log = new ByteArrayOutputStream();
            Logging.start(Logging.Format.JSON, "info", log);
            return new LiveServer(Wiring.start(read, "test"), folder.resolve("data"), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int sipPort() {
        return server.addresses().sip().port();
    }

    /// Where it listens to TLS.
    public int securePort() {
        return sipPort() + 1;
    }

    /// Where it answers by HTTPS, when `https` is configured.
    public int httpsPort() {
        return server.addresses().https();
    }

    /// The certificate that it has made for itself.
    public Path certificate() {
        return data.resolve("tls/local-certificate.pem");
    }

    /// `sip:user@127.0.0.1:port`, as callers from outside write it.
    public String uri(String user) {
        return "sip:" + user + "@" + server.addresses().sip();
    }

    public URI api() {
        return server.addresses().local();
    }

    /// The REST API as the first account.
    public Rest rest() {
        return new Rest(api(), OffhookProcess.ACCOUNT, OffhookProcess.TOKEN);
    }

    /// A metric's value with all its labels as they stand in `/metrics`; 0 when it is not there.
    public double metric(String nameAndLabels) {
        Matcher line = Pattern.compile("^" + Pattern.quote(nameAndLabels) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(get("/metrics").body());
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    /// Waits until no call is in progress and everything that calls borrow has been given back.
    public void awaitQuiet(Duration limit) {
        Waiting.until(
                "all is quiet",
                limit,
                () -> metric("offhook_calls_live") == 0
                        && metric("offhook_media_legs") == 0
                        && metric("offhook_scripts_running") == 0);
    }

    /// A plain request to its HTTP port.
    public HttpResponse<String> get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(api().resolve(path))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /// What it has logged: one event a line.
    public String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    /// @throws AssertionError when it logged an error while it ran: errors are bugs, whatever the peers did
    @Override
    public void close() {
        server.close();
        List<String> errors = log().lines()
                .filter(line -> line.contains("\"level\":\"error\""))
                .toList();
        if (!errors.isEmpty()) {
            throw new AssertionError("the server logged " + errors.size() + " errors, first " + errors.getFirst());
        }
    }
}
