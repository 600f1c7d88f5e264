package org.offhook.server.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Starts the programs a benchmark needs, all on loopback, and stops them when closed.
public final class Peers implements AutoCloseable {

    /// The server under test gets one core, the load the other, so that neither takes time from what is
    /// measured.
    public static final String SERVER_CORE = "0";
    public static final String LOAD_CORE = "1";

    private static final int READY_ATTEMPTS = 300;
    private static final int READY_WAIT_MS = 250;

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    public Peers() throws IOException {
        folder = Files.createTempDirectory("offhook-bench");
    }

    public Path folder() {
        return folder;
    }

    /// Writes a resource of this package into the folder, its `@NAME@` replaced.
    public Path file(String resource, Map<String, String> values) throws IOException {
        try (InputStream in = Peers.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no resource " + resource);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("@" + value.getKey() + "@", value.getValue());
            }
            return Files.writeString(folder.resolve(resource), text);
        }
    }

    public Process start(String name, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        processes.add(process);
        return process;
    }

    /// Runs a command to its end.
    public int run(String name, List<String> command, long seconds) throws IOException, InterruptedException {
        Process process = start(name, command);
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(name + " did not end within " + seconds + " s: see " + folder);
        }
        return process.exitValue();
    }

    /// Runs a command to its good end.
    ///
    /// @return what it printed
    public String output(String name, List<String> command, long seconds) throws IOException, InterruptedException {
        int code = run(name, command, seconds);
        String printed = Files.readString(folder.resolve(name + ".log"));
        if (code != 0) {
            throw new IOException(name + " ended with " + code + ": " + printed);
        }
        return printed;
    }

    /// Waits until the SIP server at this port answers OPTIONS.
    public void awaitSip(Process server, int port) throws IOException {
        byte[] answer = new byte[4096];
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            socket.setSoTimeout(READY_WAIT_MS);
            for (int i = 0; i < READY_ATTEMPTS; i++) {
                if (!server.isAlive()) {
                    throw new IOException("the server ended early: see the logs in " + folder);
                }
                byte[] options = options(port, socket.getLocalPort(), i).getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(options, options.length, InetAddress.getLoopbackAddress(), port));
                try {
                    socket.receive(new DatagramPacket(answer, answer.length));
                    return;
                } catch (SocketTimeoutException notYet) {
                    // Ask again, up to READY_ATTEMPTS times.
                }
            }
        }
        throw new IOException("the server did not answer OPTIONS on port " + port + ": see the logs in " + folder);
    }

    public static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        for (Process process : processes.reversed()) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        for (Process process : processes) {
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String options(int port, int from, int n) {
        return String.join(
                "\r\n",
                "OPTIONS sip:127.0.0.1:" + port + " SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:" + from + ";branch=z9hG4bK-ready-" + n + ";rport",
                "From: <sip:bench@127.0.0.1>;tag=" + n,
                "To: <sip:127.0.0.1:" + port + ">",
                "Call-ID: ready-" + n + "-" + from,
                "CSeq: 1 OPTIONS",
                "Max-Forwards: 70",
                "Content-Length: 0",
                "",
                "");
    }
}
