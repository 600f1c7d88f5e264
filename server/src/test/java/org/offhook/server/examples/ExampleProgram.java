package org.offhook.server.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Program;

/// A program of `examples/`, started from its source as its first lines say, on a free port.
final class ExampleProgram implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Program program;
    private final URI address;

    private ExampleProgram(Program program, URI address) {
        this.program = program;
        this.address = address;
    }

    /// @param setting  a variable of its environment, as `NAME=value`
    /// @param language the command that runs such a file
    static ExampleProgram start(String setting, String language, String file) {
        List<String> words = new ArrayList<>(List.of("env", "OFFHOOK_AUTH_TOKEN=" + OffhookProcess.TOKEN, setting));
        words.addAll(List.of(language, source(file).toString(), "0"));
        Program program = Program.start("example", Program.folder("example"), words);
        String url =
                program.awaitOutput("^\\w+: (http://\\S+)/voice$", PATIENCE).group(1);
        return new ExampleProgram(program, URI.create(url));
    }

    private static Path source(String file) {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("examples").resolve(file))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException("run the tests inside the checkout");
        }
        return here.resolve("examples").resolve(file);
    }

    String url(String path) {
        return address.resolve(path).toString();
    }

    /// Nobody without the account's token is believed.
    void assertRefusesForgeries() throws IOException, InterruptedException {
        HttpRequest forged = HttpRequest.newBuilder(address.resolve("/voice"))
                .header("X-Twilio-Signature", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString("CallSid=CA1"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(forged, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
