package org.offhook.server.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Phones that answer every call at once and say 200 to everything else but an ACK. On the thread of its owner.
final class Callees implements AutoCloseable {

    /// What a response repeats of its request (RFC 3261 §8.2.6.2), and the way back (§12.1.1).
    private static final Pattern REPEATED =
            Pattern.compile("(?m)^(?:Via|From|To|Call-ID|CSeq|Record-Route):[^\\r]*\\r\\n");

    private static final int AT_ONCE = 64;

    private final DatagramChannel channel = DatagramChannel.open();
    private final ByteBuffer in = ByteBuffer.allocateDirect(65_536);
    private final String contact;

    Callees(int port) throws IOException {
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        contact = "Contact: <sip:answer@127.0.0.1:" + port + ">\r\n";
    }

    /// Answers some of what has come; whether there was anything.
    boolean hear() throws IOException {
        for (int i = 0; i < AT_ONCE; i++) {
            SocketAddress from = channel.receive(in.clear());
            if (from == null) {
                return i > 0;
            }
            String request = StandardCharsets.ISO_8859_1.decode(in.flip()).toString();
            if (!request.startsWith("ACK ")) {
                channel.send(ByteBuffer.wrap(answer(request).getBytes(StandardCharsets.ISO_8859_1)), from);
            }
        }
        return true;
    }

    private String answer(String request) {
        StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
        Matcher field = REPEATED.matcher(request);
        while (field.find()) {
            String line = field.group();
            boolean open = line.startsWith("To:") && !line.contains(";tag=");
            answer.append(open ? line.replace("\r\n", ";tag=answer\r\n") : line);
        }
        boolean invite = request.startsWith("INVITE ");
        String body = invite ? CallStorm.SDP : "";
        return answer.append(invite ? contact + "Content-Type: application/sdp\r\n" : "")
                .append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
