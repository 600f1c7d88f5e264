package org.offhook.server.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `offhook`: the list of all commands.
@Command(
        name = "offhook",
        header = "A phone call is a visit to a web site.%n",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = "%noffhook help COMMAND tells more. Start with: offhook demo",
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            PhoneCommand.class,
            CallCommand.class,
            SmsCommand.class,
            TailCommand.class,
            ProxyCommand.class,
            DoctorCommand.class,
            BackupCommand.class,
            BenchCommand.class,
            VersionCommand.class,
            HelpCommand.class,
            ReplayCommand.class,
            TestCommand.class
        })
final class Offhook implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show where an error comes from (stack traces).")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing, such as serve or demo");
    }
}
