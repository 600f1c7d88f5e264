package org.offhook.protocols.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Packets are protected as RFC 3711 says, and nothing is opened that was not.
class SrtpTest {

    private static final HexFormat HEX = HexFormat.of();

    /// RFC 3711 appendix B.3.
    private static final byte[] MASTER =
            HEX.parseHex("e1f97a0d3e018be0d64fa32c06de4139" + "0ec675ad498afeebb6960b3aabe6");

    private static final String RTP = "800f1234decafbadcafebabe" + "ab".repeat(16);
    private static final String RTCP = "81c8000bcafebabe" + "ab".repeat(16);

    @Test
    void keysAreDerivedAsInTheAppendix() throws Exception {
        assertThat(SessionKeys.derive(MASTER, 0, 16)).asHexString().isEqualTo("C61E7A93744F39EE10734AFE3FF7A087");
        assertThat(SessionKeys.derive(MASTER, 2, 14)).asHexString().isEqualTo("30CBBC08863D8C85D49DB34A9AE1");
        assertThat(SessionKeys.derive(MASTER, 1, 20))
                .asHexString()
                .isEqualTo("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4");
    }

    /// The packets that other implementations check themselves with.
    @Test
    void packetsLookAsThoseOfOthersDo() {
        SrtpSender sender = new SrtpSender(CryptoSuite.AES_CM_128_HMAC_SHA1_80, MASTER);
        ByteBuffer packet = buffer(RTP);
        int length = sender.protect(packet, 0, RTP.length() / 2);
        assertThat(hex(packet, length))
                .isEqualTo("800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb");
        ByteBuffer report = buffer(RTCP);
        length = sender.protectControl(report, 0, RTCP.length() / 2);
        assertThat(hex(report, length))
                .isEqualTo("81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798");
    }

    @ParameterizedTest
    @EnumSource
    void whatWasProtectedIsOpenedAcrossTheEndOfTheSequence(CryptoSuite suite) {
        SrtpSender sender = new SrtpSender(suite, MASTER);
        SrtpReceiver receiver = new SrtpReceiver(suite, MASTER);
        Random random = new Random(1);
        for (int i = 0x7f00; i < 0x7f00 + 200_000; i += 1 + random.nextInt(30)) {
            ByteBuffer packet = rtp(i & 0xffff, 7);
            String plain = hex(packet, 40);
            int length = sender.protect(packet, 0, 40);
            assertThat(hex(packet, length)).doesNotContain(plain.substring(24));
            assertThat(receiver.open(packet, length)).isEqualTo(40);
            assertThat(hex(packet, 40)).isEqualTo(plain);
        }
    }

    @Test
    void packetsThatOvertakeOthersAtTheEndOfTheSequenceAreOpenedOnce() {
        SrtpSender sender = new SrtpSender(CryptoSuite.AES_CM_128_HMAC_SHA1_32, MASTER);
        SrtpReceiver receiver = new SrtpReceiver(CryptoSuite.AES_CM_128_HMAC_SHA1_32, MASTER);
        ByteBuffer[] packets = new ByteBuffer[60];
        int length = 0;
        for (int i = 0; i < packets.length; i++) {
            packets[i] = rtp(65_536 - 30 + i & 0xffff, 7);
            length = sender.protect(packets[i], 0, 40);
        }
        for (int i = 0; i < packets.length; i += 2) {
            byte[] copy = copy(packets[i + 1]);
            assertThat(receiver.open(packets[i + 1], length)).isEqualTo(40);
            assertThat(receiver.open(packets[i], length)).isEqualTo(40);
            assertThat(receiver.open(ByteBuffer.wrap(copy), length)).isEqualTo(SrtpReceiver.REFUSED);
        }
    }

    @Test
    void aPacketOlderThanTheWindowIsRefused() {
        SrtpSender sender = new SrtpSender(CryptoSuite.AES_CM_128_HMAC_SHA1_80, MASTER);
        SrtpReceiver receiver = new SrtpReceiver(CryptoSuite.AES_CM_128_HMAC_SHA1_80, MASTER);
        ByteBuffer old = rtp(100, 7);
        int length = sender.protect(old, 0, 40);
        ByteBuffer edge = rtp(101, 7);
        sender.protect(edge, 0, 40);
        ByteBuffer latest = rtp(100 + ReplayWindow.WIDTH, 7);
        sender.protect(latest, 0, 40);
        assertThat(receiver.open(latest, length)).isEqualTo(40);
        assertThat(receiver.open(old, length)).isEqualTo(SrtpReceiver.REFUSED);
        assertThat(receiver.open(edge, length)).isEqualTo(40);
    }

    /// TRUST 2.4, 22 and 24.
    @ParameterizedTest
    @EnumSource
    void everyBitCounts(CryptoSuite suite) {
        SrtpReceiver receiver = new SrtpReceiver(suite, MASTER);
        ByteBuffer packet = rtp(1, 7);
        int length = new SrtpSender(suite, MASTER).protect(packet, 0, 40);
        for (int bit = 0; bit < length * 8; bit++) {
            byte[] changed = copy(packet);
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(receiver.open(ByteBuffer.wrap(changed), length))
                    .as("bit " + bit)
                    .isEqualTo(SrtpReceiver.REFUSED);
        }
        assertThat(receiver.open(packet, length)).isEqualTo(40);
    }

    @Test
    void reportsAreOpenedOnceAndNotWhenTheyWereChanged() {
        SrtpSender sender = new SrtpSender(CryptoSuite.AES_CM_128_HMAC_SHA1_32, MASTER);
        SrtpReceiver receiver = new SrtpReceiver(CryptoSuite.AES_CM_128_HMAC_SHA1_32, MASTER);
        for (int i = 0; i < 100; i++) {
            ByteBuffer report = buffer(RTCP);
            int length = sender.protectControl(report, 0, 24);
            byte[] copy = copy(report);
            byte[] changed = copy(report);
            changed[i % length] ^= 1;
            assertThat(receiver.openControl(ByteBuffer.wrap(changed), length)).isEqualTo(SrtpReceiver.REFUSED);
            assertThat(receiver.openControl(report, length)).isEqualTo(24);
            assertThat(hex(report, 24)).isEqualTo(RTCP);
            assertThat(receiver.openControl(ByteBuffer.wrap(copy), length)).isEqualTo(SrtpReceiver.REFUSED);
        }
    }

    @Test
    void anythingAtAllIsRefusedWithoutHarm() {
        Random random = new Random(2);
        SrtpReceiver receiver = new SrtpReceiver(CryptoSuite.AES_CM_128_HMAC_SHA1_80, MASTER);
        byte[] bytes = new byte[300];
        for (int i = 0; i < 50_000; i++) {
            random.nextBytes(bytes);
            int length = random.nextInt(bytes.length);
            assertThat(receiver.open(ByteBuffer.wrap(bytes), length)).isEqualTo(SrtpReceiver.REFUSED);
            assertThat(receiver.openControl(ByteBuffer.wrap(bytes), length)).isEqualTo(SrtpReceiver.REFUSED);
        }
    }

    /// 40 bytes of RTP with room behind.
    private static ByteBuffer rtp(int sequence, int ssrc) {
        ByteBuffer packet = ByteBuffer.allocate(100);
        packet.put(0, (byte) 0x80).putShort(2, (short) sequence).putInt(8, ssrc);
        for (int i = 12; i < 40; i++) {
            packet.put(i, (byte) (sequence + i));
        }
        return packet;
    }

    private static ByteBuffer buffer(String hex) {
        return ByteBuffer.wrap(Arrays.copyOf(HEX.parseHex(hex), 100));
    }

    private static byte[] copy(ByteBuffer packet) {
        byte[] bytes = new byte[100];
        packet.get(0, bytes);
        return bytes;
    }

    private static String hex(ByteBuffer bytes, int length) {
        return HEX.formatHex(copy(bytes), 0, length);
    }
}
