package org.offhook.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The server, as people start it: `offhook serve` in a Java process of its own, from the class path of this
/// one, on free ports of 127.0.0.1. It can be killed and started again on the same ports and the same data.
public final class OffhookProcess implements AutoCloseable {

    /// The first account of every server that is started here.
    public static final String ACCOUNT = "AC00000000000000000000000000000001";

    public static final String TOKEN = "token-of-the-first-account";

    /// Calls are not turned away because the machine of the tests is busy with something else for a moment.
    public static final String PATIENT = "limits { call-start = 20s, sound-late = 20s }";

    private static final Duration START = Duration.ofSeconds(60);
    private static final int RTP_PORTS = 200;

    private final Path folder;
    private final List<String> machine;
    private final List<String> options;
    private final int httpPort = Ports.free();
    private final int sipPort = Ports.block(2);
    private final int rtpPort = Ports.block(RTP_PORTS);
    private Program program;
    private int starts;

    private OffhookProcess(Path folder, List<String> machine, List<String> options) {
        this.folder = folder;
        this.machine = machine;
        this.options = options;
        this.program = launch();
    }

    /// How one is to be started.
    public static final class Setup {

        private final List<String> options = new ArrayList<>();
        private final List<String> machine = new ArrayList<>();
        private String configuration = PATIENT;

        /// Further words of the command line, such as `--profile prod`.
        public Setup with(String... words) {
            options.addAll(List.of(words));
            return this;
        }

        /// Further words for the Java machine, such as `-Djdk.net.hosts.file=…`.
        public Setup machine(String... words) {
            machine.addAll(List.of(words));
            return this;
        }

        /// Keys of a configuration file, in the form of HOCON.
        public Setup configured(String text) {
            configuration = configuration + "\n" + text;
            return this;
        }

        /// Starts it and waits until `/health` answers 200.
        public OffhookProcess start() {
            OffhookProcess server = launch();
            server.awaitHealthy();
            return server;
        }

        /// Starts it and waits for nothing: for what must fail.
        public OffhookProcess launch() {
            Path folder = Program.folder("server");
            List<String> words = new ArrayList<>();
            try {
                Path file = Files.writeString(folder.resolve("offhook.conf"), configuration);
                words.addAll(List.of("--config", file.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            words.addAll(options);
            return new OffhookProcess(folder, machine, words);
        }
    }

    public static Setup setup() {
        return new Setup();
    }

    public int sipPort() {
        return sipPort;
    }

    public int httpPort() {
        return httpPort;
    }

    public Path data() {
        return folder.resolve("data");
    }

    /// `sip:user@127.0.0.1:port`, as callers from outside write it.
    public String uri(String user) {
        return "sip:" + user + "@127.0.0.1:" + sipPort;
    }

    /// The REST API as the first account.
    public Rest rest() {
        return new Rest(URI.create("http://127.0.0.1:" + httpPort), ACCOUNT, TOKEN);
    }

    /// Everything it has printed since its last start.
    public String log() {
        return program.output();
    }

    public boolean isAlive() {
        return program.isAlive();
    }

    public long pid() {
        return program.pid();
    }

    /// SIGKILL.
    public void kill() {
        program.kill();
    }

    /// SIGTERM.
    public void terminate() {
        program.terminate();
    }

    /// @return the exit code
    public int awaitEnd(Duration limit) {
        return program.awaitEnd(limit);
    }

    /// Starts it again after its end, on the same ports and the same data, and waits until it is ready.
    public void restart() {
        if (program.isAlive()) {
            throw new IllegalStateException("it still runs");
        }
        program = launch();
        awaitHealthy();
    }

    /// Waits until it has printed something that matches.
    public Matcher awaitLog(String pattern, Duration limit) {
        return program.awaitOutput(pattern, limit);
    }

    /// A metric's value with all its labels as they stand in `/metrics`, or null when it is not there.
    public @Nullable Double metric(String nameAndLabels) {
        HttpResponse<String> answer = get("/metrics");
        Matcher line = Pattern.compile("^" + Pattern.quote(nameAndLabels) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(answer.body());
        return line.find() ? Double.valueOf(line.group(1)) : null;
    }

    /// A plain request to its HTTP port.
    public HttpResponse<String> get(String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + httpPort + path);
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void awaitHealthy() {
        try {
            Waiting.until("/health answers 200", START, () -> !program.isAlive() || isHealthy());
        } catch (AssertionError failure) {
            throw program.failure(String.valueOf(failure.getMessage()), failure);
        }
        if (!program.isAlive()) {
            throw program.failure("ended instead of getting ready", null);
        }
    }

    private boolean isHealthy() {
        try {
            return get("/health").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private Program launch() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Small, and quick to start: what these tests need. Its speed is measured elsewhere.
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx400m", "-Xshare:auto"));
        words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        words.addAll(machine);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.offhook.server.Main", "serve"));
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("--data", data().toString());
        defaults.put("--http", "127.0.0.1:" + httpPort);
        defaults.put("--sip", "127.0.0.1:" + sipPort);
        defaults.put("--media", "127.0.0.1:" + rtpPort + "-" + (rtpPort + RTP_PORTS - 1));
        defaults.put("--account", ACCOUNT);
        defaults.put("--token", TOKEN);
        defaults.forEach((flag, value) -> {
            if (!options.contains(flag)) {
                words.addAll(List.of(flag, value));
            }
        });
        words.addAll(options);
        return Program.start("server-" + ++starts, folder, words);
    }

    /// Without a farewell: it would wait for the calls of the tests.
    @Override
    public void close() {
        program.kill();
    }
}
