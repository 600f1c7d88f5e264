package org.offhook.adapters.sipnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.signalling.net.Dns.Naptr;
import org.offhook.core.signalling.net.Dns.Srv;

/// Over the wire, with a name server that knows one domain.
class SystemDnsTest {

    private static final int TXT = 16;
    private static final int SRV = 33;
    private static final int NAPTR = 35;

    private final DatagramSocket socket = socket();
    private final SystemDns dns = new SystemDns("dns://127.0.0.1:" + socket.getLocalPort());

    @AfterEach
    void stop() {
        socket.close();
    }

    @Test
    void srvRecordsAreRead() throws IOException {
        serve();
        assertThat(dns.srv("_sip._udp.known.example")).containsExactly(new Srv(10, 60, 5070, "one.known.example"));
    }

    @Test
    void naptrRecordsAreRead() throws IOException {
        serve();
        assertThat(dns.naptr("known.example"))
                .containsExactly(new Naptr(20, 5, "s", "SIP+D2T", "_sip._tcp.known.example"));
    }

    @Test
    void txtRecordsAreReadWhole() throws IOException {
        serve();
        assertThat(dns.texts("_offhook.known.example")).containsExactly("offhook-domain=SD and more");
        assertThat(new DnsTexts(dns)
                        .of("_offhook.unknown.example")
                        .toCompletableFuture()
                        .join())
                .isEmpty();
    }

    @Test
    void aNameThatDoesNotExistHasNoRecords() throws IOException {
        serve();
        assertThat(dns.srv("_sip._udp.unknown.example")).isEmpty();
        assertThat(dns.naptr("localhost")).isEmpty();
    }

    @Test
    void whatIsNoNameIsNotAskedAbout() throws IOException {
        assertThat(dns.srv("ldap://127.0.0.1/known.example")).isEmpty();
        assertThat(dns.srv("rmi:known.example")).isEmpty();
        assertThat(dns.naptr("known..example")).isEmpty();
        socket.setSoTimeout(1);
        assertThatThrownBy(() -> socket.receive(new DatagramPacket(new byte[100], 100)))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void thatNoServerAnswersIsSaid() {
        socket.close();
        assertThatThrownBy(() -> dns.srv("_sip._udp.known.example")).isInstanceOf(IOException.class);
    }

    @Test
    void addressesAreThoseThatTheMachineKnows() {
        assertThat(dns.addresses("localhost")).contains("127.0.0.1");
    }

    private static DatagramSocket socket() {
        try {
            return new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        Thread.ofVirtual().start(() -> {
            DatagramPacket packet = new DatagramPacket(new byte[1_500], 1_500);
            try {
                while (true) {
                    packet.setLength(1_500);
                    socket.receive(packet);
                    byte[] answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
    }

    /// The question back, with one record or none (RFC 1035 §4.1).
    private static byte[] answer(ByteBuffer query) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        int end = 12;
        StringBuilder name = new StringBuilder();
        while (query.get(end) != 0) {
            int length = query.get(end);
            byte[] label = new byte[length];
            query.get(end + 1, label);
            name.append(new String(label, StandardCharsets.US_ASCII)).append('.');
            end += length + 1;
        }
        int type = query.getShort(end + 1);
        boolean known = name.toString().endsWith("known.example.")
                && !name.toString().contains("unknown")
                && (type == TXT || type == SRV || type == NAPTR);
        out.writeShort(query.getShort(0));
        out.writeShort(known ? 0x8180 : 0x8183);
        out.writeShort(1);
        out.writeShort(known ? 1 : 0);
        out.writeInt(0);
        for (int i = 12; i < end + 5; i++) {
            out.writeByte(query.get(i));
        }
        if (known) {
            byte[] data = type == TXT ? txt() : type == SRV ? srv() : naptr();
            out.writeShort(0xc00c);
            out.writeShort(type);
            out.writeShort(1);
            out.writeInt(60);
            out.writeShort(data.length);
            out.write(data);
        }
        return bytes.toByteArray();
    }

    private static byte[] txt() {
        byte[] text = ".offhook-domain=SD and more".getBytes(StandardCharsets.US_ASCII);
        text[0] = (byte) (text.length - 1);
        return text;
    }

    private static byte[] srv() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(10);
        out.writeShort(60);
        out.writeShort(5070);
        labels(out, "one.known.example");
        return bytes.toByteArray();
    }

    private static byte[] naptr() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(20);
        out.writeShort(5);
        text(out, "s");
        text(out, "SIP+D2T");
        text(out, "");
        labels(out, "_sip._tcp.known.example");
        return bytes.toByteArray();
    }

    private static void labels(DataOutputStream out, String name) throws IOException {
        for (String label : name.split("\\.")) {
            text(out, label);
        }
        out.writeByte(0);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeByte(text.length());
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
