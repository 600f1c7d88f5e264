package org.offhook.protocols.wav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offhook.protocols.wav.WavRead.Encoding;
import org.offhook.protocols.wav.WavRead.Wav;

class WavTest {

    @Test
    void aRecordingsHeaderReadsBack() {
        byte[] file = Arrays.copyOf(WavHeader.of(8_000, 2, 4_000), WavHeader.LENGTH + 4_000);
        assertThat(WavReader.read(file)).isEqualTo(new Wav(Encoding.PCM_16, 8_000, 2, 44, 4_000));
    }

    @Test
    void aCrashedRecordingIsRepairedToWholeFrames() {
        byte[] empty = WavHeader.of(8_000, 2, 0);
        byte[] repaired = WavHeader.repaired(empty, WavHeader.LENGTH + 4_003);
        assertThat(repaired).isEqualTo(WavHeader.of(8_000, 2, 4_000));
        assertThat(WavHeader.repaired(repaired, WavHeader.LENGTH + 4_000)).isEqualTo(repaired);
    }

    @Test
    void aFileThatIsNoRecordingIsNotRepaired() {
        byte[] other = WavHeader.of(8_000, 1, 0);
        other[20] = 7;
        assertThatThrownBy(() -> WavHeader.repaired(other, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WavHeader.repaired(new byte[44], 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WavHeader.repaired(new byte[10], 10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void chunksBeforeTheSamplesAreReadOver() {
        byte[] file = new Riff()
                .format(7, 1, 8_000, 8)
                .chunk("LIST", new byte[5])
                .chunk("data", new byte[9])
                .bytes();
        Wav wav = (Wav) WavReader.read(file);
        assertThat(wav.encoding()).isEqualTo(Encoding.ULAW);
        assertThat(wav.length()).isEqualTo(9);
        assertThat(wav.offset()).isEqualTo(file.length - 10);
    }

    @Test
    void aStreamedFileWhoseLengthIsUnknownReachesToItsEnd() {
        byte[] file = Arrays.copyOf(WavHeader.of(8_000, 1, 0xffff_ffffL), WavHeader.LENGTH + 31);
        assertThat(WavReader.read(file)).isEqualTo(new Wav(Encoding.PCM_16, 8_000, 1, 44, 30));
    }

    @Test
    void whatIsNoWavIsSaidToBeNone() {
        assertThat(WavReader.read(new byte[0])).isInstanceOf(WavRead.NotWav.class);
        assertThat(WavReader.read(new byte[100])).isInstanceOf(WavRead.NotWav.class);
    }

    @Test
    void hostileHeadersAreUnusable() {
        assertUnusable(new Riff().format(1, 0, 8_000, 16).chunk("data", new byte[4]));
        assertUnusable(new Riff().format(1, 65_535, 8_000, 16).chunk("data", new byte[4]));
        assertUnusable(new Riff().format(1, 1, 655_350, 16).chunk("data", new byte[4]));
        assertUnusable(new Riff().format(1, 1, 0, 16).chunk("data", new byte[4]));
        assertUnusable(new Riff().format(1, 1, 8_000, 12).chunk("data", new byte[4]));
        assertUnusable(new Riff().format(85, 1, 8_000, 8).chunk("data", new byte[4]));
        assertUnusable(new Riff().chunk("fmt ", new byte[8]).chunk("data", new byte[4]));
        assertUnusable(new Riff().chunk("data", new byte[4]));
        assertUnusable(new Riff().format(1, 1, 8_000, 16));
        assertUnusable(new Riff().format(1, 1, 8_000, 16).claim("LIST", 0xffff_fff0));
        Riff flood = new Riff();
        for (int i = 0; i < 10_000; i++) {
            flood.chunk("junk", new byte[0]);
        }
        assertUnusable(flood.format(1, 1, 8_000, 16).chunk("data", new byte[4]));
    }

    @Test
    void noMutationReachesOutsideTheFile() {
        byte[] valid = new Riff()
                .format(1, 2, 16_000, 16)
                .chunk("LIST", new byte[10])
                .chunk("data", new byte[32])
                .bytes();
        Random random = new Random(50);
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = Arrays.copyOf(valid, random.nextInt(valid.length + 1));
            for (int edits = random.nextInt(5); edits > 0 && bytes.length > 0; edits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            if (WavReader.read(bytes) instanceof Wav wav) {
                assertThat(wav.length()).isNotNegative();
                assertThat(wav.offset() + wav.length()).isLessThanOrEqualTo(bytes.length);
                assertThat(wav.length() % wav.frameBytes()).isZero();
            }
        }
    }

    private static void assertUnusable(Riff file) {
        assertThat(WavReader.read(file.bytes())).isInstanceOf(WavRead.Unusable.class);
    }

    /// Puts a file together chunk by chunk.
    private static final class Riff {
        private ByteBuffer out = ByteBuffer.allocate(1 << 18).order(ByteOrder.LITTLE_ENDIAN);

        Riff() {
            out.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(0);
            out.put("WAVE".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }

        Riff format(int tag, int channels, int rate, int bits) {
            ByteBuffer body = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            body.putShort((short) tag).putShort((short) channels).putInt(rate);
            body.putInt(0).putShort((short) 0).putShort((short) bits);
            return chunk("fmt ", body.array());
        }

        Riff chunk(String id, byte[] body) {
            claim(id, body.length);
            out.put(body);
            if (body.length % 2 != 0) {
                out.put((byte) 0);
            }
            return this;
        }

        Riff claim(String id, int size) {
            out.put(id.getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(size);
            return this;
        }

        byte[] bytes() {
            return Arrays.copyOf(out.array(), out.position());
        }
    }
}
