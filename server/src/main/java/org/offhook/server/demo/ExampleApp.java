package org.offhook.server.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `examples/Menu.java` as a program of its own, started from its source.
final class ExampleApp implements AutoCloseable {

    private static final String SOURCE = "/examples/Menu.java";
    private static final Pattern READY = Pattern.compile("Menu: (http://\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    private ExampleApp(Process process) {
        this.process = process;
        Thread.ofVirtual().name("example-app").start(this::read);
    }

    /// Starts it; the compiler takes a second, so do something else meanwhile.
    ///
    /// @param token which signs what the server asks
    static ExampleApp start(Path folder, String token) throws IOException {
        Path source = folder.resolve("Menu.java");
        try (InputStream in = Objects.requireNonNull(ExampleApp.class.getResourceAsStream(SOURCE), SOURCE)) {
            Files.copy(in, source);
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", source.toString(), "0")
                .redirectErrorStream(true);
        builder.environment().put("OFFHOOK_AUTH_TOKEN", token);
        return new ExampleApp(builder.start());
    }

    /// Waits until it can be asked.
    ///
    /// @return where a call begins
    /// @throws IOException with one line when it does not get there
    URI address() throws IOException, InterruptedException {
        try {
            return address.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            String why = failure.getCause() == null
                    ? "it is still not ready"
                    : failure.getCause().getMessage();
            throw new IOException("the example application did not start: " + why, failure);
        }
    }

    /// Reads all it prints, so that it never waits for a reader.
    private void read() {
        String last = "it printed nothing";
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = line;
                Matcher ready = READY.matcher(line);
                if (ready.find()) {
                    address.complete(URI.create(ready.group(1)));
                }
            }
        } catch (IOException failure) {
            last = String.valueOf(failure.getMessage());
        }
        address.completeExceptionally(new IOException(last));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
