package org.offhook.testkit.sim;

import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.offhook.testkit.kernel.Trace;
import org.offhook.testkit.sim.invariants.Invariant;
import org.offhook.testkit.sim.invariants.Invariants;

/// The command `./dev sim`. Exit code 0 when every law held, 1 when one was broken, 2 for wrong use.
public final class SimMain {

    private static final String USAGE = """
            ./dev sim --seeds N [--from S] [--loss PERCENT]   simulate N seeds, from S (1) on
            ./dev sim --calls N [--from S] [--loss PERCENT]   as many seeds as N calls take
            ./dev sim --seed S [--trace] [--loss PERCENT]     repeat one seed; with every step
              --loss PERCENT   so many packets are lost in every world; without it each seed draws its own, up to 20
              --threads N      worlds at once (one for each core)
            """;

    private SimMain() {}

    public static void main(String[] arguments) {
        PrintWriter out =
                new PrintWriter(new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8)), false);
        int status = run(arguments, Invariants::all, out);
        out.flush();
        System.exit(status);
    }

    /// @param laws what must hold in every world
    static int run(String[] arguments, Supplier<List<Invariant>> laws, PrintWriter out) {
        Wish wish;
        try {
            wish = Wish.read(arguments);
        } catch (IllegalArgumentException wrong) {
            out.println("dev sim: " + wrong.getMessage());
            out.print(USAGE);
            return 2;
        }
        if (wish.help) {
            out.print(USAGE);
            return 0;
        }
        return wish.seed == null ? many(wish, laws, out) : one(wish, wish.seed, laws, out);
    }

    private static int one(Wish wish, long seed, Supplier<List<Invariant>> laws, PrintWriter out) {
        Trace trace = wish.trace ? Trace.to(out) : Trace.hashed();
        Simulation.Options options = new Simulation.Options(wish.loss, trace, laws);
        try {
            Simulation.Report report = Simulation.run(seed, options);
            out.printf(
                    Locale.ROOT,
                    "seed %d: %d calls, %d steps, %d power cuts, %s simulated, every law held; trace %s%n",
                    seed,
                    report.calls(),
                    report.steps(),
                    report.cuts(),
                    report.simulated(),
                    report.trace());
            return 0;
        } catch (RuntimeException failure) {
            out.flush();
            explain(failure, seed, wish, out);
            return 1;
        }
    }

    private static int many(Wish wish, Supplier<List<Invariant>> laws, PrintWriter out) {
        long begun = System.nanoTime();
        Simulations.Total total = Simulations.run(
                wish.from,
                wish.seeds,
                wish.calls,
                wish.threads,
                new Simulation.Options(wish.loss, Trace.off(), laws),
                (seed, failure) -> {
                    explain(failure, seed, wish, out);
                    out.flush();
                });
        double wall = (System.nanoTime() - begun) / 1e9;
        out.printf(
                Locale.ROOT,
                "%,d seeds, %,d calls, %.1f simulated hours, %,d steps, %,d power cuts in %.1f s (%,.0f calls/s);"
                        + " %d laws checked %,d times; %d failed%n",
                total.seeds(),
                total.calls(),
                total.simulated().toMillis() / 3.6e6,
                total.steps(),
                total.cuts(),
                wall,
                total.calls() / wall,
                laws.get().size(),
                total.checks(),
                total.failed());
        return total.failed() == 0 ? 0 : 1;
    }

    private static void explain(RuntimeException failure, long seed, Wish wish, PrintWriter out) {
        out.println("FAILED " + failure.getMessage());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            StackTraceElement[] stack = cause.getStackTrace();
            for (int i = 0; i < Math.min(stack.length, wish.seed == null ? 4 : 30); i++) {
                out.println("    at " + stack[i]);
            }
            if (cause.getCause() != null) {
                out.println("  because " + cause.getCause());
            }
        }
        out.println("  repeat it: ./dev sim --seed " + seed + " --trace"
                + (wish.loss.fixed() ? " --loss " + Math.round(wish.loss.share() * 100) + "%" : ""));
    }

    /// What the words on the command line ask for.
    private static final class Wish {
        private @Nullable Long seed;
        private long seeds;
        private long calls;
        private long from = 1;
        private Simulation.Loss loss = Simulation.Options.STANDARD.loss();
        private int threads = Runtime.getRuntime().availableProcessors();
        private boolean trace;
        private boolean help;

        static Wish read(String[] words) {
            Wish wish = new Wish();
            for (int i = 0; i < words.length; i++) {
                switch (words[i]) {
                    case "--trace" -> wish.trace = true;
                    case "--help", "-h", "help" -> wish.help = true;
                    case "--seed", "--seeds", "--from", "--calls", "--loss", "--threads" -> {
                        if (i + 1 == words.length) {
                            throw new IllegalArgumentException(words[i] + " needs a number");
                        }
                        wish.number(words[i], words[++i]);
                    }
                    default -> throw new IllegalArgumentException("there is no " + words[i]);
                }
            }
            if (!wish.help && wish.seed == null && wish.seeds == 0 && wish.calls == 0) {
                throw new IllegalArgumentException("say --seeds, --calls or --seed");
            }
            return wish;
        }

        private void number(String name, String text) {
            long value;
            try {
                value = Long.parseLong(text.replace("_", "").replaceFirst(name.equals("--loss") ? "%$" : "$", ""));
            } catch (NumberFormatException none) {
                throw new IllegalArgumentException(name + " needs a number, not " + text, none);
            }
            if (value < 0 || (name.equals("--loss") && value > 100)) {
                throw new IllegalArgumentException(name + " " + text + " is out of range");
            }
            switch (name) {
                case "--seed" -> seed = value;
                case "--seeds" -> seeds = value;
                case "--from" -> from = value;
                case "--calls" -> calls = value;
                case "--threads" -> threads = Math.clamp(value, 1, 256);
                default -> loss = new Simulation.Loss(value / 100.0, true);
            }
        }
    }
}
