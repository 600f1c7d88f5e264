package org.offhook.protocols.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtcpTest {
    private static final RtcpPacket.ReportBlock BLOCK =
            new RtcpPacket.ReportBlock(7, 255, -3, 0x1_0005, 40, 0xaabbccdd, 65_536);

    @Test
    void aSenderReportWithNameAndGoodbyeReadsBack() {
        RtcpPacket.SenderReport report =
                new RtcpPacket.SenderReport(5, 0x1234_5678_9abc_def0L, 160, 10, 1_600, List.of(BLOCK));
        ByteBuffer out = ByteBuffer.allocate(512);
        int size = Rtcp.writeReport(out, 0, report, "leg@example.net");
        size += Rtcp.writeBye(out, size, 5);
        assertThat(size % 4).isZero();
        assertThat(Rtcp.read(out, 0, size))
                .containsExactly(
                        report, new RtcpPacket.SourceDescription(5, "leg@example.net"), new RtcpPacket.Bye(List.of(5)));
    }

    @Test
    void everyLengthOfNameIsPaddedRight() {
        RtcpPacket.ReceiverReport report = new RtcpPacket.ReceiverReport(5, List.of());
        ByteBuffer out = ByteBuffer.allocate(512);
        for (int length = 0; length < 20; length++) {
            int size = Rtcp.writeReport(out, 0, report, "x".repeat(length));
            assertThat(Rtcp.read(out, 0, size))
                    .containsExactly(report, new RtcpPacket.SourceDescription(5, "x".repeat(length)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Four bytes only, as in AST-2017-008.
                "80 c9 0000",
                // A length that reaches outside.
                "80 c9 0002 00000001",
                // More report blocks than there are.
                "81 c9 0001 00000001",
                "9f c8 0006 00000001 00000000 00000000 00000000 00000000 00000000",
                // Not a report first.
                "81 cb 0001 00000001",
                // Another version.
                "40 c9 0001 00000001",
                // Bytes behind the last packet.
                "80 c9 0001 00000001 8000",
                // Padding where none may be, of no length, of odd length, longer than the packet.
                "a0 c9 0001 00000004 80 c9 0001 00000001",
                "a0 c9 0001 00000000",
                "a0 c9 0001 00000003",
                "a0 c9 0001 00000040",
                // A description whose item, whose chunk, whose count does not fit.
                "80 c9 0001 00000001 81 ca 0002 00000001 01ff6162",
                "80 c9 0001 00000001 81 ca 0002 00000001 01026162",
                "80 c9 0001 00000001 82 ca 0002 00000001 00000000",
                // A goodbye with more sources than there are.
                "80 c9 0001 00000001 85 cb 0001 00000001"
            })
    void aCompoundPacketThatDoesNotFitIsDroppedWhole(String hex) {
        byte[] bytes = RtpPacketTest.hex(hex);
        assertThat(Rtcp.read(ByteBuffer.wrap(bytes), 0, bytes.length)).isEmpty();
    }

    @Test
    void feedbackAndUnknownTypesAreKeptAsOther() {
        byte[] bytes = RtpPacketTest.hex("80c9000100000001 83ce000300000001 00000002 08610a00");
        assertThat(Rtcp.read(ByteBuffer.wrap(bytes), 0, bytes.length))
                .containsExactly(new RtcpPacket.ReceiverReport(1, List.of()), new RtcpPacket.Other(206));
    }

    @Test
    void noMutationEscapesAsAnException() {
        ByteBuffer out = ByteBuffer.allocate(512);
        RtcpPacket.SenderReport report = new RtcpPacket.SenderReport(5, 1, 160, 10, 1_600, List.of(BLOCK));
        int size = Rtcp.writeReport(out, 0, report, "leg@example.net");
        size += Rtcp.writeBye(out, size, 5);
        Random random = new Random(53);
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = Arrays.copyOf(out.array(), 1 + random.nextInt(size));
            for (int edits = random.nextInt(4); edits > 0; edits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertThat(Rtcp.read(ByteBuffer.wrap(bytes), 0, bytes.length)).hasSizeLessThanOrEqualTo(64);
        }
    }
}
