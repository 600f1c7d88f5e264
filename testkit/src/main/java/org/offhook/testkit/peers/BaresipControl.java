package org.offhook.testkit.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The control connection of baresip's module ctrl_tcp: JSON in netstrings, commands out, answers and events
/// in.
final class BaresipControl implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST = 1 << 20;

    private final Socket socket;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>();

    private BaresipControl(Socket socket) {
        this.socket = socket;
    }

    static BaresipControl connect(int port) {
        Socket socket = Waiting.forValue("baresip's control port", PATIENCE, () -> {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException notYet) {
                return null;
            }
        });
        BaresipControl control = new BaresipControl(socket);
        Thread.ofVirtual().name("baresip-control").start(control::read);
        return control;
    }

    /// @return what baresip prints
    /// @throws AssertionError when baresip refuses
    String command(String command, String parameters) {
        try {
            Map<String, String> words = new HashMap<>(Map.of("command", command, "token", command));
            if (!parameters.isEmpty()) {
                words.put("params", parameters);
            }
            byte[] text = JSON.writeValueAsBytes(words);
            byte[] head = (text.length + ":").getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(head);
            socket.getOutputStream().write(text);
            socket.getOutputStream().write(',');
            socket.getOutputStream().flush();
            JsonNode answer = answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null || !answer.path("ok").asBoolean()) {
                throw new AssertionError("baresip: " + command + " " + parameters + ": " + answer);
            }
            return answer.path("data").asText();
        } catch (IOException e) {
            throw new UncheckedIOException("baresip: " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /// Takes the first event of this type.
    JsonNode await(String type, Duration limit) {
        return Waiting.forValue("baresip's " + type, limit, () -> take(type));
    }

    private @Nullable JsonNode take(String type) {
        synchronized (events) {
            for (int i = 0; i < events.size(); i++) {
                if (events.get(i).path("type").asText().equals(type)) {
                    return events.remove(i);
                }
            }
            return null;
        }
    }

    private void read() {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                JsonNode message = JSON.readTree(netstring(in));
                if (message.path("response").asBoolean()) {
                    answers.add(message);
                } else {
                    synchronized (events) {
                        events.add(message);
                    }
                }
            }
        } catch (IOException ended) {
            // baresip has ended, or this side has closed; whoever still waits runs into the deadline.
        }
    }

    private static byte[] netstring(DataInputStream in) throws IOException {
        int length = 0;
        for (int c = in.readUnsignedByte(); c != ':'; c = in.readUnsignedByte()) {
            length = length * 10 + Character.digit(c, 10);
            if (length < 0 || length > LONGEST) {
                throw new IOException("not a netstring");
            }
        }
        byte[] text = new byte[length];
        in.readFully(text);
        in.readUnsignedByte();
        return text;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
