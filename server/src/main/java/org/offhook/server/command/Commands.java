package org.offhook.server.command;

import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.offhook.server.client.ApiException;
import org.offhook.server.config.ConfigurationException;
import org.offhook.server.logging.Traces;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Runs the command that the words name, and says in one line what went wrong.
public final class Commands {

    private Commands() {}

    /// @return the exit code: 0 done, 1 failed, 2 wrong use
    public static int run(PrintWriter out, PrintWriter err, String... words) {
        CommandLine line = new CommandLine(new Offhook())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(28);
        line.setParameterExceptionHandler(new WrongUse());
        line.setExecutionExceptionHandler(new Failed());
        int code = line.execute(words);
        out.flush();
        err.flush();
        return code;
    }

    /// The words do not fit the command.
    private static final class WrongUse implements IParameterExceptionHandler {

        @Override
        public int handleParseException(ParameterException failure, String[] words) {
            CommandLine line = failure.getCommandLine();
            String name = line.getCommandSpec().qualifiedName();
            line.getErr().println(name + ": " + what(failure) + "; see " + help(line.getCommandSpec()));
            return CommandException.WRONG_USE;
        }

        private static String what(ParameterException failure) {
            String message = oneLine(failure.getMessage()).replaceFirst("^Error: ", "");
            if (failure instanceof UnmatchedArgumentException unmatched) {
                List<String> near = unmatched.getSuggestions();
                message = (unmatched.isUnknownOption() ? "there is no flag " : "there is no use for ")
                        + unmatched.getUnmatched().getFirst()
                        + (near.isEmpty()
                                ? ""
                                : "; did you mean " + near.getFirst().strip() + "?");
            }
            return message.isEmpty() ? "wrong use" : Character.toLowerCase(message.charAt(0)) + message.substring(1);
        }

        private static String help(CommandSpec spec) {
            CommandSpec parent = spec.parent();
            return parent == null ? "offhook help" : "offhook help " + spec.name();
        }
    }

    /// The command could not do it. A stack trace is for developers, so only `--verbose` shows it.
    private static final class Failed implements IExecutionExceptionHandler {

        @Override
        public int handleExecutionException(Exception failure, CommandLine line, ParseResult result) {
            PrintWriter err = line.getErr();
            int code = CommandException.FAILURE;
            String text = oneLine(failure.getMessage());
            if (failure instanceof CommandException known) {
                code = known.exitCode();
            } else if (failure instanceof ConfigurationException) {
                code = CommandException.WRONG_USE;
            } else if (!(failure instanceof ApiException)) {
                String type = failure.getClass().getSimpleName();
                text = (text.isEmpty() ? type : type + ": " + text) + "; --verbose shows where";
            }
            err.println(line.getCommandSpec().qualifiedName() + ": " + text);
            if (isVerbose(line)) {
                err.print(Traces.of(failure));
            }
            return code;
        }

        private static boolean isVerbose(CommandLine line) {
            Object top = line.getCommandSpec().root().userObject();
            return top instanceof Offhook offhook && offhook.verbose();
        }
    }

    /// Whether a person looks on. There is no console at all where the machine was told to use none
    /// (`-Djdk.console`).
    @SuppressWarnings("SystemConsoleNull")
    static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    static String oneLine(@org.jspecify.annotations.Nullable String text) {
        return Objects.requireNonNullElse(text, "")
                .strip()
                .replaceAll("\\s*\\R\\s*", " ")
                .replaceAll("\\p{Cntrl}", "?");
    }
}
