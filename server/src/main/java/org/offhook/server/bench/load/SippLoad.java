package org.offhook.server.bench.load;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One run of SIPp against a server, with the server's CPU.
///
/// @param scenario a scenario file
/// @param port     the server's SIP port on 127.0.0.1
/// @param service  the user part that is called
/// @param rate     new calls a second
/// @param calls    how many in all
/// @param holdMs   the scenario's pause
/// @param users    a file of users for registrations, or null
public record SippLoad(
        Path scenario,
        int port,
        String service,
        int rate,
        int calls,
        int holdMs,
        @Nullable Path users) {

    /// What came of a run.
    ///
    /// @param serverMs CPU of the server in milliseconds
    /// @param p50      set-up in milliseconds: half are faster
    public record Result(long succeeded, long failed, double seconds, double serverMs, double p50, double p99) {

        public double perUnit() {
            return succeeded == 0 ? Double.NaN : serverMs / succeeded;
        }

        public String remark() {
            return String.format(
                    Locale.ROOT,
                    "%.0f/s, %d failed, set-up p50 %.2f ms, p99 %.2f ms",
                    succeeded / seconds,
                    failed,
                    p50,
                    p99);
        }
    }

    public Result run(Peers peers, String name, ProcessHandle server) throws IOException, InterruptedException {
        Path statistics = peers.folder().resolve(name + ".csv");
        Files.deleteIfExists(statistics);
        double before = ProcessCpu.milliseconds(server);
        long started = System.nanoTime();
        peers.run(name, command(statistics), calls / Math.max(1, rate) + 60L);
        double seconds = (System.nanoTime() - started) / 1e9;
        double used = ProcessCpu.milliseconds(server) - before;
        Map<String, String> last = lastRow(statistics);
        double[] times = responseTimes(peers.folder());
        return new Result(
                number(last, "SuccessfulCall(C)"),
                number(last, "FailedCall(C)"),
                seconds,
                used,
                percentile(times, 0.50),
                percentile(times, 0.99));
    }

    private List<String> command(Path statistics) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("taskset", "-c", Peers.LOAD_CORE, "sipp", "127.0.0.1:" + port, "-sf", scenario.toString()));
        words.addAll(List.of("-s", service, "-i", "127.0.0.1", "-p", Integer.toString(Peers.freePort())));
        words.addAll(List.of("-r", Integer.toString(rate), "-m", Integer.toString(calls)));
        words.addAll(List.of(
                "-l", Integer.toString(Math.max(500, rate * (3 + holdMs / 1000))), "-d", Integer.toString(holdMs)));
        words.addAll(List.of("-nostdin", "-trace_stat", "-fd", "1", "-stf", statistics.toString()));
        words.addAll(List.of("-trace_rtt", "-rtt_freq", "1", "-buff_size", "2097152", "-recv_timeout", "10000"));
        words.addAll(List.of("-default_behaviors", "all,-bye"));
        if (users != null) {
            words.addAll(List.of("-inf", users.toString()));
        }
        return words;
    }

    private static Map<String, String> lastRow(Path statistics) throws IOException {
        List<String> lines = Files.readAllLines(statistics);
        List<String> names = Arrays.asList(lines.getFirst().split(";", -1));
        List<String> values = Arrays.asList(lines.getLast().split(";", -1));
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            row.put(names.get(i), values.get(i));
        }
        return row;
    }

    /// Takes the response times of the scenario's first timer, and removes their files.
    private static double[] responseTimes(Path folder) throws IOException {
        List<Double> times = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*_rtt.csv")) {
            for (Path file : files) {
                for (String line : Files.readAllLines(file)) {
                    String[] fields = line.split(";", -1);
                    if (fields.length >= 3 && fields[2].startsWith("1") && !fields[0].startsWith("Date")) {
                        times.add(Double.parseDouble(fields[1]));
                    }
                }
                Files.delete(file);
            }
        }
        return times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static double percentile(double[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, part * sorted.length)];
    }

    private static long number(Map<String, String> row, String name) {
        String value = row.getOrDefault(name, "0");
        return value.isEmpty() ? 0 : Long.parseLong(value);
    }
}
