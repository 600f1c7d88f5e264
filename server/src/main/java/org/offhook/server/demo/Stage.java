package org.offhook.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.offhook.adapters.runtime.Dice;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.server.client.ApiClient;
import org.offhook.server.config.Configurations;
import org.offhook.server.config.Setting;
import org.offhook.server.logging.Logging;
import org.offhook.server.phone.Moment;
import org.offhook.server.phone.OwnSide;
import org.offhook.server.phone.PhoneLine;
import org.offhook.server.phone.PhonePlan;
import org.offhook.server.phone.PhonePlan.Cue;
import org.offhook.server.phone.PhonePlan.Press;
import org.offhook.server.phone.PhoneReport;
import org.offhook.server.wiring.Closers;
import org.offhook.server.wiring.Server;
import org.offhook.server.wiring.Wiring;

/// Everything the demo starts: a server on a data folder of its own, the example application behind a number,
/// and a phone. Closing ends and removes all of it.
public final class Stage implements AutoCloseable {

    public static final String NUMBER = "+15550100";
    public static final String CALLER = "+15550199";

    private static final int HTTP = 8080;
    private static final int SIP = 5060;
    private static final Duration RINGING = Duration.ofSeconds(20);
    private static final Duration WRITTEN = Duration.ofSeconds(15);
    private static final long LOOK_AGAIN_MILLIS = 25;

    private final Closers closers;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Path folder;
    private final String version;
    private final Server server;
    private final URI application;
    private final ApiClient api;
    private volatile boolean kept;

    private Stage(Path folder, String version, Closers closers) throws IOException, InterruptedException {
        this.folder = folder;
        this.version = version;
        this.closers = closers;
        Sids sids = new Sids(Dice.secure());
        Sid account = sids.next(SidType.ACCOUNT);
        String token = sids.token();
        ExampleApp example = closers.add(ExampleApp.start(folder, token));
        OutputStream log = closers.add(Files.newOutputStream(log()));
        Logging.start(Logging.Format.TEXT, "info", log);
        server = Wiring.start(
                Configurations.read(
                        Map.of(
                                Setting.DATA, List.of(folder.resolve("data").toString()),
                                Setting.HTTP, List.of(FreePorts.orAny(HTTP).toString()),
                                Setting.SIP, List.of(FreePorts.orAny(SIP).toString()),
                                Setting.ACCOUNT, List.of(account.value()),
                                Setting.TOKEN, List.of(token)),
                        Map.of(),
                        null),
                version);
        closers.add(server);
        application = example.address();
        api = closers.add(new ApiClient(server.addresses().local(), account.value(), token));
        api.post(
                "IncomingPhoneNumbers",
                Map.of("PhoneNumber", List.of(NUMBER), "VoiceUrl", List.of(application.toString())));
    }

    /// @throws IOException with one line when something cannot be started
    public static Stage open(String version) throws IOException, InterruptedException {
        Path folder = folder();
        Closers closers = new Closers();
        try {
            return new Stage(folder, version, closers);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            closers.close();
            remove(folder);
            throw failure;
        }
    }

    private static Path folder() throws IOException {
        try {
            return Files.createTempDirectory("offhook-demo-");
        } catch (IOException failure) {
            throw new IOException(
                    "no folder can be made in " + System.getProperty("java.io.tmpdir")
                            + ": make it, or name another one with OFFHOOK_JVM=-Djava.io.tmpdir=DIR",
                    failure);
        }
    }

    public Server server() {
        return server;
    }

    /// Where the application is asked about a call that begins.
    public URI application() {
        return application;
    }

    /// Leaves the folder with the log behind.
    public void keep() {
        kept = true;
    }

    /// The server's log.
    public Path log() {
        return folder.resolve("offhook.log");
    }

    /// Calls the application's number, presses a key in the prompt, hears what follows, and hangs up.
    public PhoneReport call(Consumer<Moment> told) throws IOException, InterruptedException {
        PhonePlan plan = new PhonePlan(
                List.of(new Press("1", new Cue("press one", Duration.ofSeconds(2)))),
                null,
                null,
                List.of("welcome to offhook", "this call is run by a web application"),
                List.of(new Cue("you pressed one", Duration.ofMillis(3800)), Cue.answered(RINGING)),
                RINGING);
        String target = "sip:" + NUMBER + "@" + server.addresses().sip();
        try (PhoneLine line = PhoneLine.open(OwnSide.towards(server.addresses().host()), "Offhook demo/" + version)) {
            String from = "sip:" + CALLER + "@" + line.address();
            return line.call(new OutgoingInvite(target, null, from, null, target, Map.of(), null, null), plan, told);
        }
    }

    /// The timeline of the one call there was, once its end is written.
    public CallStory story() throws InterruptedException {
        long deadline = System.nanoTime() + WRITTEN.toNanos();
        while (true) {
            JsonNode call = api.get("Calls").path("calls").path(0);
            JsonNode timeline =
                    call.isMissingNode() ? call : api.timeline(call.path("sid").asText());
            CallStory story = new CallStory(timeline);
            if (story.isComplete() || System.nanoTime() > deadline) {
                return story;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            closers.close();
            if (!kept) {
                remove(folder);
            }
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
