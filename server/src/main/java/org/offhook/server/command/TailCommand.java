package org.offhook.server.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.offhook.server.client.ApiClient;
import org.offhook.server.client.EventStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offhook tail`: the account's events as they happen.
@Command(
        name = "tail",
        description = "Prints what happens, as it happens, until Ctrl-C.",
        abbreviateSynopsis = true,
        sortOptions = false)
final class TailCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    /// Seconds between two attempts.
    private static final long PAUSE = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--json", description = "One event is one line of JSON.")
    private boolean json;

    @Option(
            names = "--since",
            paramLabel = "ID",
            description = "Begin after this event instead of now; 0 is the very first.")
    private String since = "";

    @Option(names = "--count", paramLabel = "N", description = "Leave after so many events.")
    private long count = Long.MAX_VALUE;

    /// A stream that ends (the server was restarted) is taken up again where it ended; one that cannot be
    /// opened at the first try is an error.
    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        String last = since;
        long left = count;
        try (ApiClient client = api.client()) {
            while (left > 0) {
                try (EventStream events = new EventStream(client.events(last))) {
                    for (Optional<EventStream.Message> next = events.next();
                            next.isPresent() && left > 0;
                            next = left > 0 ? events.next() : Optional.empty()) {
                        EventStream.Message event = next.get();
                        last = event.id().isEmpty() ? last : event.id();
                        out.println(json ? event.data() : line(event));
                        out.flush();
                        left--;
                    }
                } catch (IOException lost) {
                    spec.commandLine().getErr().println("the stream was cut off: " + lost.getMessage());
                }
                if (left > 0) {
                    TimeUnit.SECONDS.sleep(PAUSE);
                }
            }
        }
        return 0;
    }

    private static String line(EventStream.Message message) {
        try {
            JsonNode event = JSON.readTree(message.data());
            StringBuilder line = new StringBuilder("%s  %-20s %s"
                    .formatted(
                            event.path("time").asText(),
                            event.path("type").asText(message.name()),
                            event.path("subject").asText()));
            event.path("data")
                    .properties()
                    .forEach(field -> line.append("  ")
                            .append(field.getKey())
                            .append('=')
                            .append(field.getValue().asText()));
            return Commands.oneLine(line.toString());
        } catch (JsonProcessingException _) {
            return Commands.oneLine(message.data());
        }
    }
}
