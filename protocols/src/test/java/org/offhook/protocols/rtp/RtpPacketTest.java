package org.offhook.protocols.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpPacketTest {
    private final RtpPacket packet = new RtpPacket();

    @Test
    void aWrittenHeaderReadsBack() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(40);
        RtpPacket.writeHeader(bytes, 8, true, 101, 65_535, -2, 0xcafebabe);
        assertThat(packet.wrap(bytes, 8, 20)).isTrue();
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(101);
        assertThat(packet.sequence()).isEqualTo(65_535);
        assertThat(packet.timestamp()).isEqualTo(-2);
        assertThat(packet.ssrc()).isEqualTo(0xcafebabe);
        assertThat(packet.payloadOffset()).isEqualTo(20);
        assertThat(packet.payloadLength()).isEqualTo(8);
    }

    @Test
    void contributingSourcesExtensionAndPaddingAreNotPayload() {
        byte[] bytes = hex("b2 00 0001 00000002 00000003 11111111 22222222 bede0001 aabbccdd 0a0b 0002");
        assertThat(packet.wrap(ByteBuffer.wrap(bytes), 0, bytes.length)).isTrue();
        assertThat(packet.payloadOffset()).isEqualTo(28);
        assertThat(packet.payloadLength()).isEqualTo(2);
        assertThat(packet.payload(1)).isEqualTo((byte) 0x0b);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80 00 0001 00000002 000000",
                "40 00 0001 00000002 00000003",
                "8f 00 0001 00000002 00000003 11111111",
                "90 00 0001 00000002 00000003",
                "90 00 0001 00000002 00000003 bede0002 00000000",
                "90 00 0001 00000002 00000003 bedeffff 00000000",
                "a0 00 0001 00000002 00000003 00",
                "a0 00 0001 00000002 00000003 02"
            })
    void packetsWhosePartsDoNotFitAreNone(String hex) {
        byte[] bytes = hex(hex);
        assertThat(packet.wrap(ByteBuffer.wrap(bytes), 0, bytes.length)).isFalse();
    }

    @Test
    void noBytesMakeAViewThatReachesOutside() {
        Random random = new Random(4);
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[random.nextInt(48)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) ((bytes[0] & 0x3f) | 0x80);
            }
            if (packet.wrap(ByteBuffer.wrap(bytes), 0, bytes.length)) {
                assertThat(packet.payloadLength()).isNotNegative();
                assertThat(packet.payloadOffset() + packet.payloadLength()).isLessThanOrEqualTo(bytes.length);
            }
        }
    }

    @Test
    void controlPacketsAreToldByTheirSecondByte() {
        assertThat(RtpPacket.isRtcp(ByteBuffer.wrap(hex("80c8")), 0, 2)).isTrue();
        assertThat(RtpPacket.isRtcp(ByteBuffer.wrap(hex("8080")), 0, 2)).isFalse();
        assertThat(RtpPacket.isRtcp(ByteBuffer.wrap(hex("8000")), 0, 2)).isFalse();
        assertThat(RtpPacket.isRtcp(ByteBuffer.wrap(hex("80")), 0, 1)).isFalse();
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
