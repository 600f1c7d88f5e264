package org.offhook.server.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.offhook.server.config.Configuration;
import org.offhook.server.config.Configurations;
import org.offhook.server.doctor.Doctor;
import org.offhook.server.doctor.Finding;
import org.offhook.server.doctor.Finding.Level;
import org.offhook.server.logging.Logging;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offhook doctor`: what is wrong with this configuration on this machine, and what to change.
@Command(
        name = "doctor",
        description = "Says what is wrong with a configuration on this machine, and what to change.",
        modelTransformer = SettingFlags.class,
        abbreviateSynopsis = true,
        sortOptions = false,
        footer = "%nIt takes the flags, the environment and the file that serve takes, beside a server that runs with "
                + "them or before one is started. Exit code 0: no error. 1: there is one. More: docs/doctor.md")
final class DoctorCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "As for serve. (OFFHOOK_CONFIG)")
    private @Nullable Path config;

    @Option(names = "--json", description = "Print one JSON object, and nothing else.")
    private boolean json;

    @Option(names = "--no-visits", description = "Do not ask the voice URLs of numbers.")
    private boolean noVisits;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Configuration configuration = Configurations.read(SettingFlags.said(spec), System.getenv(), config);
        Logging.start(Logging.Format.TEXT, "error", System.err);
        List<Finding> all = new ArrayList<>();
        Doctor.look(configuration, !noVisits, finding -> {
            all.add(finding);
            if (!json) {
                out.println(line(finding));
                out.flush();
            }
        });
        if (json) {
            out.println(object(all));
        } else {
            out.println("errors: " + count(all, Level.ERROR) + ", warnings: " + count(all, Level.WARNING) + ", ok: "
                    + count(all, Level.OK));
        }
        return count(all, Level.ERROR) == 0 ? 0 : CommandException.FAILURE;
    }

    private static String line(Finding finding) {
        String advice = finding.advice().isEmpty() ? "" : " → " + finding.advice();
        return "%-8s %-12s %s".formatted(word(finding), finding.about(), Commands.oneLine(finding.found() + advice));
    }

    private static ObjectNode object(List<Finding> all) {
        ObjectNode object = JSON.createObjectNode();
        object.put("errors", count(all, Level.ERROR));
        object.put("warnings", count(all, Level.WARNING));
        ArrayNode findings = object.putArray("findings");
        for (Finding finding : all) {
            findings.addObject()
                    .put("level", word(finding))
                    .put("about", finding.about())
                    .put("found", finding.found())
                    .put("advice", finding.advice());
        }
        return object;
    }

    private static String word(Finding finding) {
        return finding.level().name().toLowerCase(Locale.ROOT);
    }

    private static long count(List<Finding> all, Level level) {
        return all.stream().filter(finding -> finding.level() == level).count();
    }
}
