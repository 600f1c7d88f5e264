package org.offhook.server.command;

import org.jspecify.annotations.Nullable;

/// A command cannot do what it was asked. The message is one line for people: what is wrong, where, what to do.
final class CommandException extends RuntimeException {

    /// The exit code of a failure.
    static final int FAILURE = 1;
    /// The exit code of wrong use.
    static final int WRONG_USE = 2;

    private final int exitCode;

    private CommandException(int exitCode, String line, @Nullable Throwable cause) {
        super(line, cause);
        this.exitCode = exitCode;
    }

    static CommandException failure(String line, @Nullable Throwable cause) {
        return new CommandException(FAILURE, line, cause);
    }

    static CommandException wrongUse(String line) {
        return new CommandException(WRONG_USE, line, null);
    }

    int exitCode() {
        return exitCode;
    }
}
