package org.offhook.server.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.offhook.server.config.Configuration;
import org.offhook.server.config.Configurations;
import org.offhook.server.logging.Logging;
import org.offhook.server.wiring.Server;
import org.offhook.server.wiring.Wiring;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offhook serve`: runs the server until it is told to stop.
@Command(
        name = "serve",
        description = "Runs the server until SIGTERM or Ctrl-C.",
        modelTransformer = SettingFlags.class,
        abbreviateSynopsis = true,
        sortOptions = false,
        footer =
                "%nA flag beats its environment variable, which beats the file. Limits, speech engines, phones and all "
                        + "else are keys of the file: offhook serve --defaults > offhook.conf writes one with every default.")
final class ServeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "One file with everything. (OFFHOOK_CONFIG)")
    private @Nullable Path config;

    @Option(names = "--defaults", description = "Print every key of the file with its default, and leave.")
    private boolean defaults;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (defaults) {
            out.print(text());
            return 0;
        }
        Configuration configuration = Configurations.read(SettingFlags.said(spec), System.getenv(), config);
        Logging.start(format(configuration.log().format()), configuration.log().level(), System.err);
        Server server = start(configuration);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform()
                        .name("drain")
                        .unstarted(() -> stop(server, configuration.limits().drain(), stopped)));
        server.newAccount()
                .ifPresent(account -> out.println("account " + account.sid() + "  token " + account.authToken()
                        + "  (made now and printed only this once)"));
        out.println(ready(server, configuration));
        stopped.await();
        return 0;
    }

    private static Server start(Configuration configuration) {
        try {
            return Wiring.start(configuration, VersionCommand.version());
        } catch (IOException failure) {
            throw CommandException.failure(Commands.oneLine(failure.getMessage()), failure);
        }
    }

    /// SIGTERM and Ctrl-C: what is in progress ends well, and so does the process. Its exit code would tell the
    /// signal otherwise.
    private static void stop(Server server, Duration patience, CountDownLatch stopped) {
        try {
            server.drain(patience);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        server.close();
        stopped.countDown();
        Runtime.getRuntime().halt(0);
    }

    private static String ready(Server server, Configuration configuration) {
        Server.Addresses addresses = server.addresses();
        return "offhook %s is ready: API %s%s  SIP %s (UDP, TCP%s)  media %s  data %s  profile %s"
                .formatted(
                        VersionCommand.version(),
                        addresses.local(),
                        addresses.https() == 0 ? "" : " (HTTPS: port " + addresses.https() + ")",
                        addresses.sip(),
                        addresses.tls() == 0 ? "" : "; TLS " + addresses.tls(),
                        addresses.media(),
                        configuration.data(),
                        configuration.profile().name().toLowerCase(Locale.ROOT));
    }

    private static Logging.Format format(Configuration.Log.Format wanted) {
        return switch (wanted) {
            case JSON -> Logging.Format.JSON;
            case TEXT -> Logging.Format.TEXT;
            case AUTO -> Commands.isTerminal() ? Logging.Format.TEXT : Logging.Format.JSON;
        };
    }

    private static String text() {
        try (InputStream in = Configurations.defaults()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
