package org.offhook.testkit.peers;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks whether somebody speaks SIP.
public final class SipProbe {

    private static final int PATIENCE_MS = 500;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private SipProbe() {}

    /// Sends OPTIONS to a UDP port of 127.0.0.1 and waits half a second for an answer of any kind.
    public static boolean answers(int port) {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DatagramSocket socket = new DatagramSocket(any)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            byte[] options = options(port, socket.getLocalPort()).getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(options, options.length));
            DatagramPacket answer = new DatagramPacket(new byte[4_096], 4_096);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII).startsWith("SIP/2.0");
        } catch (IOException nobody) {
            return false;
        }
    }

    private static String options(int port, int from) {
        int number = COUNT.incrementAndGet();
        return String.join(
                "\r\n",
                "OPTIONS sip:127.0.0.1:" + port + " SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:" + from + ";branch=z9hG4bK-probe-" + from + "-" + number + ";rport",
                "From: <sip:probe@127.0.0.1>;tag=" + number,
                "To: <sip:127.0.0.1:" + port + ">",
                "Call-ID: probe-" + from + "-" + number,
                "CSeq: 1 OPTIONS",
                "Max-Forwards: 70",
                "Content-Length: 0",
                "",
                "");
    }
}
