package org.offhook.adapters.sipnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.Waiting;

/// Signs of life on the port of SIP (RFC 5626 §3.5, §4.4), over real sockets.
class KeepAlivesTest {

    private static final byte[] BINDING = HexFormat.of().parseHex("000100002112a442" + "0102030405060708090a0b0c");
    private static final int PATIENCE = 30_000;
    private static final int PER_SECOND = 50;

    private final SipNetLimits limits = limits();
    private final SipHost host = new SipHost(0, 1, limits, (_, _) -> {});
    private DatagramSocket phone;

    @BeforeEach
    void open() throws IOException {
        phone = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        phone.setSoTimeout(PATIENCE);
    }

    @AfterEach
    void close() {
        phone.close();
        host.close();
    }

    @Test
    void aBindingRequestIsAnsweredWithTheAddressItCameFrom() throws IOException {
        byte[] answer = asked(BINDING);
        ByteBuffer read = ByteBuffer.wrap(answer);
        assertThat(read.getShort(0)).as("binding success").isEqualTo((short) 0x0101);
        assertThat(Arrays.copyOfRange(answer, 8, 20)).isEqualTo(Arrays.copyOfRange(BINDING, 8, 20));
        assertThat(read.getShort(20)).as("XOR-MAPPED-ADDRESS").isEqualTo((short) 0x0020);
        assertThat((read.getShort(26) ^ 0x2112) & 0xffff).isEqualTo(phone.getLocalPort());
        assertThat(answer.length - BINDING.length).as("no amplification").isEqualTo(20);
    }

    /// What would be answered by more than an address says nothing to whoever may have forged the sender; the next
    /// answer is that of the next request.
    @Test
    void whatWouldBeAnsweredAtLengthIsNotAnswered() throws IOException {
        send(HexFormat.of().parseHex("000100042112a442" + "ffffffffffffffffffffffff" + "7ff10000"));
        send(HexFormat.of().parseHex("010100002112a442" + "ffffffffffffffffffffffff"));
        assertThat(asked(BINDING)).hasSize(40);
        assertThat(host.droppedKeepAlives()).isEqualTo(2);
    }

    @Test
    void aFloodIsAnsweredAtItsRateAndCounted() throws IOException {
        int flood = 4 * PER_SECOND;
        long before = System.nanoTime();
        for (int i = 0; i < flood; i++) {
            send(BINDING);
        }
        Waiting.until(
                "all are dealt with",
                Duration.ofSeconds(30),
                () -> host.answeredKeepAlives() + host.droppedKeepAlives() == flood);
        long seconds = (System.nanoTime() - before) / 1_000_000_000 + 1;
        assertThat(host.answeredKeepAlives()).isBetween(1L, PER_SECOND * (seconds + 1));
    }

    @Test
    void aPingOnAStreamIsAnsweredByAPong() throws IOException {
        try (Socket stream = new Socket()) {
            stream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), host.port()));
            stream.setSoTimeout(PATIENCE);
            stream.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(stream.getInputStream().readNBytes(2)).containsExactly('\r', '\n');
        }
    }

    @Test
    void aConnectionThatSaysNothingIsClosedAndCounted() throws IOException {
        try (Socket stream = new Socket()) {
            stream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), host.port()));
            stream.setSoTimeout(PATIENCE);
            assertThat(stream.getInputStream().read()).isEqualTo(-1);
        }
        Waiting.until("it is counted", Duration.ofMillis(PATIENCE), () -> host.cut(Limit.SLOW) == 1);
    }

    private byte[] asked(byte[] request) throws IOException {
        send(request);
        DatagramPacket answer = new DatagramPacket(new byte[1500], 1500);
        phone.receive(answer);
        return Arrays.copyOf(answer.getData(), answer.getLength());
    }

    private void send(byte[] bytes) throws IOException {
        phone.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), host.port()));
    }

    private static SipNetLimits limits() {
        SipNetLimits standard = SipNetLimits.STANDARD;
        return new SipNetLimits(
                standard.wire(),
                standard.connections(),
                standard.connectionsPerAddress(),
                standard.idle(),
                Duration.ofMillis(300),
                standard.connect(),
                standard.queued(),
                PER_SECOND,
                standard.batch(),
                standard.socketBuffer());
    }
}
