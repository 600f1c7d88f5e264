package org.offhook.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.offhook.server.bench.Benchmark;
import org.offhook.server.bench.Benchmarks;
import org.offhook.server.bench.Row;
import org.offhook.server.bench.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `offhook bench`: what the product costs on this machine. Progress goes to standard error, the table to
/// standard output.
@Command(
        name = "bench",
        header = "Measure what calls, media and registrations cost on this machine.",
        description = {
            "Runs on loopback, bounded, after a warm-up, and prints CPU per unit of the whole server process and its "
                    + "ratio to a baseline measured in the same run. Absolute figures drift with the machine; ratios hold.",
            "Without NAME everything is measured; the names are listed by: offhook bench list"
        })
final class BenchCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "What to measure; see: offhook bench list.")
    private List<String> names = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (names.equals(List.of("list"))) {
            Benchmarks.ALL.forEach(benchmark -> out.println(benchmark.name() + "  " + benchmark.about()));
            return 0;
        }
        List<Row> rows = new ArrayList<>();
        for (Benchmark benchmark : chosen()) {
            rows.addAll(benchmark.run(step -> {
                err.println("bench: " + step);
                err.flush();
            }));
        }
        out.print(Table.of(rows));
        return 0;
    }

    private List<Benchmark> chosen() {
        for (String name : names) {
            if (Benchmarks.ALL.stream().noneMatch(benchmark -> benchmark.name().equals(name))) {
                throw CommandException.wrongUse("there is no benchmark " + name + "; see offhook bench list");
            }
        }
        return Benchmarks.ALL.stream()
                .filter(benchmark -> names.isEmpty() || names.contains(benchmark.name()))
                .toList();
    }
}
