package org.offhook.fuzzing;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The command `./dev fuzz`. Exit code 0 when every promise was kept, 1 when one was broken, 2 for wrong use.
public final class FuzzMain {

    private static final String USAGE = """
            ./dev fuzz [TARGET...] [--seconds N]   fuzz these targets, or all, one after the other, N (60) seconds each
            ./dev fuzz TARGET --input FILE         give one input to a target
              targets: %s
            """;
    private static final int SECONDS = 60;

    private FuzzMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, Path.of("").toAbsolutePath(), out));
    }

    static int run(String[] arguments, Path root, PrintWriter out) throws IOException, InterruptedException {
        List<Target> targets = new ArrayList<>();
        int seconds = SECONDS;
        String input = "";
        try {
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--help" -> {
                        out.printf(Locale.ROOT, USAGE, String.join(", ", Targets.names()));
                        return 0;
                    }
                    case "--seconds" -> seconds = Integer.parseInt(value(arguments, ++i));
                    case "--input" -> input = value(arguments, ++i);
                    default -> targets.add(Targets.named(arguments[i]));
                }
            }
            if (seconds < 1 || (!input.isEmpty() && targets.size() != 1)) {
                throw new IllegalArgumentException("seconds are at least 1, and an input is for one target");
            }
        } catch (IllegalArgumentException wrong) {
            out.println("dev fuzz: " + wrong.getMessage());
            out.printf(Locale.ROOT, USAGE, String.join(", ", Targets.names()));
            return 2;
        }
        if (!input.isEmpty()) {
            new Bounds().hold(targets.getFirst(), Files.readAllBytes(Path.of(input)));
            out.println(targets.getFirst().name() + ": every promise was kept");
            return 0;
        }
        boolean clean = true;
        for (Target target : targets.isEmpty() ? Targets.all() : targets) {
            clean &= fuzz(new Run(root, target, seconds, 0), out);
        }
        return clean ? 0 : 1;
    }

    private static boolean fuzz(Run run, PrintWriter out) throws IOException, InterruptedException {
        Run.Result result = run.run();
        String name = run.target().name();
        String inputs = Files.readAllLines(result.report(), StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("stat::number_of_executed_units:"))
                .map(line -> line.substring(line.indexOf(':', 6) + 1).strip())
                .findFirst()
                .orElse("an unknown number of");
        out.println(
                name + ": " + inputs + " inputs, " + (result.clean() ? "every promise was kept" : "a promise broke"));
        for (Path finding : result.findings()) {
            out.println(
                    "  repeat it: ./dev fuzz " + name + " --input " + run.root().relativize(finding));
        }
        if (!result.clean()) {
            out.println("  what happened: " + run.root().relativize(result.report()));
        }
        return result.clean();
    }

    private static String value(String[] arguments, int at) {
        if (at >= arguments.length) {
            throw new IllegalArgumentException(arguments[at - 1] + " needs a value");
        }
        return arguments[at];
    }
}
