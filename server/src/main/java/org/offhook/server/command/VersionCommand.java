package org.offhook.server.command;

import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `offhook version`: what runs, for bug reports.
@Command(name = "version", description = "Says which version this is.")
final class VersionCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().println("offhook " + version() + ", Java " + Runtime.version());
    }

    /// From the jar's manifest; `development` when run from class folders.
    static String version() {
        return Objects.requireNonNullElse(VersionCommand.class.getPackage().getImplementationVersion(), "development");
    }
}
