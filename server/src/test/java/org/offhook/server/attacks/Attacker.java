package org.offhook.server.attacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.offhook.server.peers.LiveServer;
import org.offhook.testkit.peers.SipProbe;
import org.offhook.testkit.peers.Waiting;

/// Somebody on the network who writes SIP by hand, over UDP from one port and over as many TCP connections as
/// wanted.
final class Attacker implements AutoCloseable {

    /// No answer within this time is silence.
    private static final int PATIENCE_MS = 20_000;

    private static final Duration ALIVE = Duration.ofSeconds(20);

    private final LiveServer server;
    private final DatagramSocket socket;
    private int count;

    Attacker(LiveServer server) {
        this.server = server;
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            socket.connect(target());
            socket.setSoTimeout(PATIENCE_MS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /// A request with everything that it needs. Each `changes` line replaces the field of its name, or comes as
    /// one more; a line without a name (`!Max-Forwards`) takes the field away.
    String request(String method, String user, String body, String... changes) {
        count++;
        String uri = user.isEmpty() ? "sip:127.0.0.1" : server.uri(user);
        StringBuilder fields = new StringBuilder();
        for (String field : new String[] {
            "Via: SIP/2.0/UDP 127.0.0.1:" + port() + ";branch=z9hG4bK-attack-" + port() + "-" + count + ";rport",
            "Max-Forwards: 70",
            "From: <sip:mallory@127.0.0.1>;tag=m" + count,
            "To: <" + uri + ">",
            "Call-ID: attack-" + port() + "-" + count,
            "CSeq: 1 " + method,
            "Contact: <sip:mallory@127.0.0.1:" + port() + ">"
        }) {
            String name = field.substring(0, field.indexOf(':'));
            if (Arrays.stream(changes)
                    .noneMatch(change -> change.startsWith(name + ":") || change.equals("!" + name))) {
                fields.append(field).append("\r\n");
            }
        }
        for (String change : changes) {
            if (!change.startsWith("!")) {
                fields.append(change).append("\r\n");
            }
        }
        if (Arrays.stream(changes).noneMatch(change -> change.startsWith("Content-Length"))) {
            fields.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return method + " " + uri + " SIP/2.0\r\n" + fields + "\r\n" + body;
    }

    Attacker send(String message) {
        return send(message.getBytes(StandardCharsets.UTF_8));
    }

    Attacker send(byte[] message) {
        try {
            socket.send(new DatagramPacket(message, message.length));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The status of the next final response; 0 when there is only silence.
    int status() {
        while (true) {
            String answer = answer();
            int status = answer.isEmpty() ? 0 : Integer.parseInt(answer.substring(8, 11));
            if (status == 0 || status >= 200) {
                return status;
            }
        }
    }

    /// The next datagram that comes back; empty when none does.
    String answer() {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            socket.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException silence) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends it and gives the status of the answer.
    int tried(String message) {
        return send(message).status();
    }

    /// A stream to the server.
    Socket connect() {
        try {
            Socket stream = new Socket();
            stream.connect(target());
            stream.setSoTimeout(3 * PATIENCE_MS);
            return stream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The server answers others as if nothing had been.
    void findsTheServerAlive() {
        Waiting.until("an answer to OPTIONS", ALIVE, () -> SipProbe.answers(server.sipPort()));
    }

    private InetSocketAddress target() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.sipPort());
    }

    @Override
    public void close() {
        socket.close();
    }
}
