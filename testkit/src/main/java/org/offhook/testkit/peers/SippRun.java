package org.offhook.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// SIPp at work.
public final class SippRun implements AutoCloseable {

    static final String STATISTICS = "statistics.csv";
    static final String ERRORS = "errors.log";
    static final String MESSAGES = "messages.log";
    /// The request that is none of SIP: a word of the test to the scenario.
    static final String WORD = "GOON";

    private static final Pattern MEDIA_PORT = Pattern.compile("^m=audio (\\d+)", Pattern.MULTILINE);
    private static final Duration START = Duration.ofSeconds(30);

    private static final Pattern RECEIVED = Pattern.compile("message received \\[\\d+] bytes :\\s+\\S[^\\n]*\\n");

    private final Program program;
    private final int port;
    private final Duration limit;

    SippRun(Program program, int port, Duration limit) {
        this.program = program;
        this.port = port;
        this.limit = limit;
    }

    /// The statistics are opened after the socket.
    void awaitReady() {
        Path statistics = program.folder().resolve(STATISTICS);
        Waiting.until("sipp starts", START, () -> Files.exists(statistics) || !program.isAlive());
    }

    /// Waits until all its calls are over.
    public SippResult await() {
        int exit = program.awaitEnd(limit);
        return new SippResult(exit, statistics(), read(ERRORS), messages());
    }

    /// Waits until a message that it sent or received matches.
    public void awaitMessage(String part) {
        Waiting.until("sipp sees \"" + part + "\"", limit, () -> messages().contains(part));
    }

    /// Waits until the other side has said where it wants sound.
    ///
    /// @param own the port of this side's own descriptions
    public InetSocketAddress awaitMedia(int own) {
        int port = Waiting.forValue(
                "sipp is told a media port",
                limit,
                () -> MEDIA_PORT
                        .matcher(messages())
                        .results()
                        .map(line -> Integer.valueOf(line.group(1)))
                        .filter(found -> found != own)
                        .findFirst()
                        .orElse(null));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// Tells a scenario of one call by UDP that stands at [Scenario#awaitWord] to go on. Whoever calls this has seen
    /// the message that the scenario takes before.
    public void goOn() {
        byte[] word = word().getBytes(StandardCharsets.ISO_8859_1);
        try (DatagramSocket socket = new DatagramSocket()) {
            InetSocketAddress sipp = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            socket.send(new DatagramPacket(word, word.length, sipp));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// It has the fields of the message that was received last: SIPp answers with those of the latest.
    private String word() {
        String seen = messages().replace("\r", "");
        int fields = RECEIVED.matcher(seen)
                .results()
                .reduce((_, last) -> last)
                .orElseThrow()
                .end();
        String head = seen.substring(fields, seen.indexOf("\n\n", fields))
                .lines()
                .filter(line -> !line.startsWith("Content-"))
                .collect(Collectors.joining("\r\n"));
        return WORD + " sip:sipp@127.0.0.1 SIP/2.0\r\n" + head + "\r\nContent-Length: 0\r\n\r\n";
    }

    /// Everything sent and received until now, as text.
    public String messages() {
        return read(MESSAGES);
    }

    public boolean isAlive() {
        return program.isAlive();
    }

    private Map<String, String> statistics() {
        List<String> lines = read(STATISTICS).lines().toList();
        Map<String, String> row = new HashMap<>();
        if (lines.size() > 1) {
            String[] names = lines.getFirst().split(";", -1);
            String[] values = lines.getLast().split(";", -1);
            for (int i = 0; i < Math.min(names.length, values.length); i++) {
                row.put(names[i], values[i]);
            }
        }
        return row;
    }

    private String read(String file) {
        Path path = program.folder().resolve(file);
        try {
            return Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
