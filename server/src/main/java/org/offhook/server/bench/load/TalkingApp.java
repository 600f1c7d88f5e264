package org.offhook.server.bench.load;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// An application at the other end of media streams (RFC 6455 on a port of loopback): it sends 20 ms of sound
/// every 20 ms to each, and counts what it hears.
public final class TalkingApp implements AutoCloseable {

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final long FRAME = 20_000_000;
    private static final int BYTES = 160;
    private static final int LONG = 126;
    private static final int TEXT = 0x81;

    private final ServerSocket listener;
    private final LongAdder heard = new LongAdder();

    private TalkingApp(ServerSocket listener) {
        this.listener = listener;
    }

    public static TalkingApp start() throws IOException {
        TalkingApp app = new TalkingApp(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().name("talking-app").start(app::accept);
        return app;
    }

    public String url() {
        return "ws://127.0.0.1:" + listener.getLocalPort() + "/";
    }

    /// Messages with sound that came so far.
    public long heard() {
        return heard.sum();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().name("talking-app-in").start(() -> serve(socket));
            } catch (IOException _) {
                // This one did not come about, or the application was closed.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            greet(in, socket.getOutputStream());
            while (true) {
                String message = message(in);
                if (message.contains("\"event\":\"start\"")) {
                    String stream = message.replaceAll(".*\"streamSid\":\"([^\"]*)\".*", "$1");
                    Thread.ofVirtual().name("talking-app-out").start(() -> talk(socket, stream));
                } else if (message.contains("\"event\":\"media\"")) {
                    heard.increment();
                }
            }
        } catch (IOException _) {
            // The server hung up.
        }
    }

    private static void greet(DataInputStream in, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        String key = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accepted(key) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private static String accepted(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(sha1.digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A client's frame; what the server sends is never longer than 65,535 bytes.
    private static String message(DataInputStream in) throws IOException {
        in.readByte();
        int length = in.readByte() & 0x7f;
        if (length == LONG) {
            length = in.readUnsignedShort();
        }
        byte[] mask = in.readNBytes(4);
        byte[] text = in.readNBytes(length);
        for (int i = 0; i < text.length; i++) {
            text[i] ^= mask[i & 3];
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private static void talk(Socket socket, String stream) {
        byte[] frame = frame("{\"event\":\"media\",\"streamSid\":\"" + stream + "\",\"media\":{\"payload\":\""
                + Base64.getEncoder().encodeToString(new byte[BYTES]) + "\"}}");
        long next = System.nanoTime();
        try {
            while (true) {
                socket.getOutputStream().write(frame);
                next += FRAME;
                LockSupport.parkNanos(Math.max(1, next - System.nanoTime()));
            }
        } catch (IOException _) {
            // The server hung up.
        }
    }

    private static byte[] frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer frame = ByteBuffer.allocate(4 + bytes.length);
        return frame.put((byte) TEXT)
                .put((byte) LONG)
                .putShort((short) bytes.length)
                .put(bytes)
                .array();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
