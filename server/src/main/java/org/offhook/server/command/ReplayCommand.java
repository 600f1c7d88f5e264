package org.offhook.server.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// `offhook replay`: named so that nobody looks for it in vain.
@Command(name = "replay", description = "Runs a past call again: comes in a later version.")
final class ReplayCommand implements Callable<Integer> {

    /// Whatever is said to it.
    @Unmatched
    List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        throw CommandException.wrongUse("this command comes in a later version; offhook help lists those that work");
    }
}
