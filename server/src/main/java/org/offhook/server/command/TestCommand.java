package org.offhook.server.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// `offhook test`: named so that nobody looks for it in vain.
@Command(name = "test", description = "Runs a scenario under simulated time: comes in a later version.")
final class TestCommand implements Callable<Integer> {

    /// Whatever is said to it.
    @Unmatched
    List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        throw CommandException.wrongUse("this command comes in a later version; offhook help lists those that work");
    }
}
