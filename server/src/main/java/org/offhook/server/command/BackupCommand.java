package org.offhook.server.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.offhook.adapters.store.data.Backup;
import org.offhook.server.config.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `offhook backup`: a copy of the data folder, while the server runs.
@Command(
        name = "backup",
        description = "Copies the data folder of a server, which may run meanwhile.",
        abbreviateSynopsis = true,
        sortOptions = false,
        footer =
                "%nThe copy is a data folder: to restore it, start a server with --data FOLDER. More: docs/operation.md")
final class BackupCommand implements Callable<Integer> {

    private static final long MIB = 1 << 20;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "Where to; it must not be there yet.")
    @SuppressWarnings("NullAway.Init")
    private Path to;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder. Default ./data. (OFFHOOK_DATA)")
    private @Nullable Path data;

    @Override
    public Integer call() {
        try {
            Backup.Written written = Backup.write(data == null ? standard() : data, to);
            spec.commandLine()
                    .getOut()
                    .println(written.folder() + ": " + written.files() + " files, " + written.bytes() / MIB + " MiB");
            return 0;
        } catch (IOException failure) {
            throw CommandException.failure(Commands.oneLine(failure.getMessage()), failure);
        }
    }

    /// Where the environment or nobody says otherwise.
    static Path standard() {
        String variable =
                System.getenv().getOrDefault(Setting.DATA.variable(), "").strip();
        return Path.of(variable.isEmpty() ? "data" : variable);
    }
}
