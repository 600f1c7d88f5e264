package org.offhook.server.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/// What a server under test holds, as it says itself.
public final class ServerMemory {

    private final HttpClient client = HttpClient.newHttpClient();
    private final OurServer server;

    public ServerMemory(OurServer server) {
        this.server = server;
    }

    /// Megabytes in use after a full collection.
    public double heap() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process collect = new ProcessBuilder(jcmd, Long.toString(server.process.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (collect.waitFor() != 0) {
            throw new IOException("jcmd could not ask the server for a collection");
        }
        return metric("jvm_memory_used_bytes{area=\"heap\"}") / 1e6;
    }

    /// @param name with its labels
    public double metric(String name) throws IOException, InterruptedException {
        URI metrics = URI.create("http://127.0.0.1:" + server.httpPort + "/metrics");
        return client.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IOException("the server has no metric " + name));
    }
}
