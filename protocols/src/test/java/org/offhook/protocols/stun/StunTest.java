package org.offhook.protocols.stun;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Messages look as RFC 8489 says, shown by the vectors of RFC 5769, and nothing else is taken for one.
final class StunTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] KEY = "VOkJxbRl1RmTxUk/WvJxBt".getBytes(UTF_8);
    private static final byte[] TRANSACTION = HEX.parseHex("b7e7a701bc34d686fa87dfae");

    /// RFC 5769 §2.1.
    private static final byte[] REQUEST = HEX.parseHex("000100582112a442b7e7a701bc34d686fa87dfae"
            + "802200105354554e207465737420636c69656e74" + "002400046e0001ff" + "80290008932ff9b151263b36"
            + "000600096576746a3a68367659202020" + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
            + "80280004e57a3bcf");
    /// RFC 5769 §2.2.
    private static final byte[] ANSWER4 = HEX.parseHex("0101003c2112a442b7e7a701bc34d686fa87dfae"
            + "8022000b7465737420766563746f7220" + "002000080001a147e112a643"
            + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7" + "80280004c07d4c96");
    /// RFC 5769 §2.3.
    private static final byte[] ANSWER6 = HEX.parseHex("010100482112a442b7e7a701bc34d686fa87dfae"
            + "8022000b7465737420766563746f7220" + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
            + "00080014a382954e4be67bf11784c97c8292c275bfe3ed41" + "80280004c8fb0b4c");
    private static final byte[] ADDRESS4 = HEX.parseHex("c0000201");
    private static final byte[] ADDRESS6 = HEX.parseHex("20010db8123456780011223344556677");
    private static final int PORT = 32_853;

    @Test
    void theSampleRequestIsRead() {
        StunMessage request = read(REQUEST);

        assertThat(request.kind()).isEqualTo(StunKind.REQUEST);
        assertThat(request.isBinding()).isTrue();
        assertThat(request.transaction()).isEqualTo(TRANSACTION);
        assertThat(request.value(StunAttribute.USERNAME)).hasValue("evtj:h6vY".getBytes(UTF_8));
        assertThat(request.isSignedWith(KEY)).isTrue();
        assertThat(request.isSignedWith("another key".getBytes(UTF_8))).isFalse();
    }

    @Test
    void theSampleAnswersAreSignedAndTellTheAddress() {
        assertThat(read(ANSWER4).isSignedWith(KEY)).isTrue();
        assertThat(read(ANSWER6).isSignedWith(KEY)).isTrue();
        assertThat(mapped(ANSWER4)).isEqualTo(mapped(answer(ADDRESS4)));
        assertThat(mapped(ANSWER6)).isEqualTo(mapped(answer(ADDRESS6)));
    }

    @Test
    void anAnswerIsSignedAndHasTheTransactionOfItsRequest() {
        StunMessage answer = read(answer(ADDRESS4));

        assertThat(answer.kind()).isEqualTo(StunKind.SUCCESS);
        assertThat(answer.transaction()).isEqualTo(TRANSACTION);
        assertThat(answer.isSignedWith(KEY)).isTrue();
    }

    @Test
    void whoSignsNothingIsAnsweredUnsigned() {
        byte[] request = new StunWriter(StunKind.REQUEST, TRANSACTION).toBytes();

        StunMessage answer = read(Objects.requireNonNull(Binding.answer(read(request), ADDRESS4, PORT, null)));

        assertThat(answer.kind()).isEqualTo(StunKind.SUCCESS);
        assertThat(answer.value(StunAttribute.MESSAGE_INTEGRITY)).isEmpty();
    }

    @Test
    void aRequestWithAnUnknownDemandIsRefusedByItsName() {
        byte[] request = new StunWriter(StunKind.REQUEST, TRANSACTION)
                .attribute(0x0003, new byte[4])
                .toBytes();

        StunMessage answer = read(Objects.requireNonNull(Binding.answer(read(request), ADDRESS4, PORT, null)));

        assertThat(answer.kind()).isEqualTo(StunKind.ERROR);
        assertThat(answer.value(StunAttribute.ERROR_CODE).orElseThrow()).startsWith(0, 0, 4, 20);
        assertThat(answer.value(StunAttribute.UNKNOWN_ATTRIBUTES)).hasValue(new byte[] {0, 3});
    }

    @Test
    void onlyRequestsAboutBindingAreAnswered() {
        byte[] allocate = REQUEST.clone();
        allocate[1] = 3;
        StunMessage other = StunMessage.read(Arrays.copyOf(withoutPrint(allocate), allocate.length - 8));

        assertThat(Binding.answer(Objects.requireNonNull(other), ADDRESS4, PORT, null))
                .isNull();
        assertThat(Binding.answer(read(ANSWER4), ADDRESS4, PORT, null)).isNull();
    }

    @Test
    void everyChangeOfAByteIsNoticed() {
        for (int i = 0; i < REQUEST.length - 8; i++) {
            byte[] changed = REQUEST.clone();
            changed[i] ^= 1;
            assertThat(StunMessage.read(changed)).as("byte %d", i).isNull();
        }
    }

    @Test
    void whatIsCutOrGoesOnIsNoMessage() {
        for (int length = 0; length < REQUEST.length; length++) {
            assertThat(StunMessage.read(Arrays.copyOf(REQUEST, length))).isNull();
        }
        assertThat(StunMessage.read(Arrays.copyOf(REQUEST, REQUEST.length + 4))).isNull();
    }

    @Test
    void whatFollowsTheSignatureIsLeftOut() {
        byte[] signed = new StunWriter(StunKind.REQUEST, TRANSACTION)
                .sign(KEY)
                .attribute(StunAttribute.USE_CANDIDATE, new byte[0])
                .toBytes();

        StunMessage read = read(signed);

        assertThat(read.isSignedWith(KEY)).isTrue();
        assertThat(read.value(StunAttribute.USE_CANDIDATE)).isEmpty();
    }

    private static byte[] answer(byte[] address) {
        return Objects.requireNonNull(Binding.answer(read(REQUEST), address, PORT, KEY));
    }

    private static byte[] mapped(byte[] message) {
        return read(message).value(StunAttribute.XOR_MAPPED_ADDRESS).orElseThrow();
    }

    /// Its length says that it ends before the fingerprint.
    private static byte[] withoutPrint(byte[] message) {
        byte[] shorter = message.clone();
        ByteBuffer.wrap(shorter).putShort(2, (short) (message.length - StunMessage.HEADER - 8));
        return shorter;
    }

    private static StunMessage read(byte[] bytes) {
        return Objects.requireNonNull(StunMessage.read(bytes), "it is a message");
    }
}
