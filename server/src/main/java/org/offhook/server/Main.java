package org.offhook.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.offhook.server.command.Commands;

/// `offhook COMMAND …`. Exit codes: 0 done, 1 failed, 2 wrong use.
public final class Main {

    private Main() {}

    public static void main(String[] words) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(Commands.run(out, err, words));
    }
}
