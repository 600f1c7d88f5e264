package org.offhook.server.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.offhook.server.config.Configuration;
import org.offhook.server.config.Configurations;
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
    public Integer call() {
        if (defaults) {
            spec.commandLine().getOut().print(text());
            return 0;
        }
        Configuration read = Configurations.read(SettingFlags.said(spec), System.getenv(), config);
        throw CommandException.failure("not wired yet: " + read.http(), null);
    }

    private static String text() {
        try (InputStream in = Configurations.defaults()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
