package org.offhook.testkit.webapp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.offhook.testkit.peers.Waiting;

/// An application that takes media streams: a WebSocket server (RFC 6455) on a port of 127.0.0.1, written on
/// sockets so that it can also behave badly.
public final class StreamApp implements AutoCloseable {

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final ServerSocket listener;
    private final List<Talk> talks = new CopyOnWriteArrayList<>();
    private volatile BiConsumer<Talk, String> whenHearing = (talk, text) -> {};
    private volatile boolean deaf;

    private StreamApp(ServerSocket listener) {
        this.listener = listener;
    }

    public static StreamApp start() {
        try {
            return on(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param listener bound, such as one that speaks TLS; closed with the application
    public static StreamApp on(ServerSocket listener) {
        StreamApp app = new StreamApp(listener);
        Thread.ofVirtual().name("stream-app").start(app::accept);
        return app;
    }

    public String url(String path) {
        return "ws://127.0.0.1:" + port() + path;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// What it does about each text message.
    public StreamApp whenHearing(BiConsumer<Talk, String> reaction) {
        whenHearing = reaction;
        return this;
    }

    /// From now on connections are taken and never read.
    public void goDeaf() {
        deaf = true;
    }

    /// Connections so far.
    public List<Talk> talks() {
        return List.copyOf(talks);
    }

    /// The n-th connection, counted from 1, once it is there.
    public Talk awaitTalk(int n, Duration limit) {
        Waiting.until("stream " + n + " is connected", limit, () -> talks.size() >= n);
        return talks.get(n - 1);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().name("stream-talk").start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String request = line(in);
            Map<String, String> headers = new HashMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            String path = request.split(" ")[1];
            if (path.startsWith("/refused")) {
                write(socket, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                return;
            }
            Talk talk = new Talk(socket, path, headers);
            String answer = """
                    HTTP/1.1 101 Switching Protocols\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Accept: %s\r
                    \r
                    """.formatted(accepted(headers.getOrDefault("sec-websocket-key", "")));
            write(socket, answer.getBytes(StandardCharsets.UTF_8));
            talks.add(talk);
            if (deaf) {
                Waiting.until("the platform gives up", Duration.ofMinutes(5), socket::isClosed);
            } else {
                talk.listen(in);
            }
        } catch (IOException gone) {
            // The platform hung up; what it said before is kept.
        }
    }

    private static String accepted(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(sha1.digest((key + MAGIC).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        synchronized (out) {
            out.write(bytes);
            out.flush();
        }
    }

    /// One stream.
    public final class Talk {
        private final Socket socket;
        private final String path;
        private final Map<String, String> headers;
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private volatile int closedWith;

        private Talk(Socket socket, String path, Map<String, String> headers) {
            this.socket = socket;
            this.path = path;
            this.headers = headers;
        }

        /// With its query.
        public String path() {
            return path;
        }

        /// @param name in lower case
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /// Messages with this event, in order.
        public List<String> heard(String event) {
            return heard.stream()
                    .filter(text -> text.contains("\"event\":\"" + event + "\""))
                    .toList();
        }

        public List<String> heard() {
            return List.copyOf(heard);
        }

        /// The code with which the platform said goodbye; 0 before.
        public int closedWith() {
            return closedWith;
        }

        /// Sends a text message; nothing happens when the platform is gone.
        public void say(String text) {
            frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
        }

        public void ping() {
            frame(PING, new byte[] {'h', 'i'});
        }

        /// Says goodbye.
        public void close(int code) {
            frame(CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
        }

        /// Leaves without a word.
        public void cut() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void frame(int opcode, byte[] payload) {
            int head = payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10;
            byte[] frame = new byte[head + payload.length];
            frame[0] = (byte) (0x80 | opcode);
            frame[1] = (byte) (head == 2 ? payload.length : head == 4 ? 126 : 127);
            for (int i = 0; i < (head == 2 ? 0 : head - 2); i++) {
                frame[head - 1 - i] = (byte) ((long) payload.length >> (8 * i));
            }
            System.arraycopy(payload, 0, frame, head, payload.length);
            try {
                write(socket, frame);
            } catch (IOException gone) {
                // Whoever speaks to somebody who left is not heard.
            }
        }

        /// Frames of the platform are whole messages, and masked (RFC 6455 §5.3).
        private void listen(InputStream in) throws IOException {
            for (int first = in.read(); first >= 0; first = in.read()) {
                int second = in.read();
                int length = second & 0x7f;
                if (length == 126) {
                    length = in.read() << 8 | in.read();
                } else if (length == 127) {
                    throw new IOException("a message of more than 64 kB");
                }
                byte[] mask = in.readNBytes(4);
                byte[] payload = in.readNBytes(length);
                for (int i = 0; i < payload.length; i++) {
                    payload[i] ^= mask[i & 3];
                }
                switch (first & 0x0f) {
                    case TEXT -> {
                        String text = new String(payload, StandardCharsets.UTF_8);
                        heard.add(text);
                        whenHearing.accept(this, text);
                    }
                    case PONG -> heard.add("pong " + new String(payload, StandardCharsets.UTF_8));
                    case CLOSE -> {
                        closedWith = payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
                        frame(CLOSE, payload);
                        return;
                    }
                    default -> throw new IOException("opcode " + (first & 0x0f));
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Talk talk : talks) {
                talk.cut();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
