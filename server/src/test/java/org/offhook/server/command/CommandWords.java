package org.offhook.server.command;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Whether the program would take these words, without running them.
public final class CommandWords {

    private CommandWords() {}

    /// @return what is wrong, or nothing
    public static String problem(String... words) {
        try {
            new CommandLine(new Offhook()).parseArgs(words);
            return "";
        } catch (ParameterException wrong) {
            return String.valueOf(wrong.getMessage());
        }
    }
}
