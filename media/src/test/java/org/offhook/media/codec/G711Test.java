package org.offhook.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.protocols.g711.G711;

class G711Test {

    /// Decoded values at the edges of the segments, from the tables of ITU-T G.711 in 16 bits.
    @ParameterizedTest
    @CsvSource({"0xff, 0", "0x7f, 0", "0x80, 32124", "0x00, -32124", "0xf0, 120", "0xef, 132", "0x9f, 8316"})
    void ulawDecodesByTheTable(String code, short sample) {
        assertThat(G711.fromUlaw((byte) (int) Integer.decode(code))).isEqualTo(sample);
    }

    @ParameterizedTest
    @CsvSource({"0xd5, 8", "0x55, -8", "0xaa, 32256", "0x2a, -32256", "0xc5, 264", "0xda, 248"})
    void alawDecodesByTheTable(String code, short sample) {
        assertThat(G711.fromAlaw((byte) (int) Integer.decode(code))).isEqualTo(sample);
    }

    @ParameterizedTest
    @EnumSource(Law.class)
    void everyCodeSurvivesDecodingAndEncoding(Law codec) {
        ByteBuffer bytes = ByteBuffer.allocate(256);
        short[] samples = new short[256];
        for (int i = 0; i < 256; i++) {
            bytes.put(i, (byte) i);
        }
        codec.decode(bytes, 0, 256, samples, 0);
        ByteBuffer again = ByteBuffer.allocate(256);
        codec.encode(samples, 0, 256, again, 0);
        for (int i = 0; i < 256; i++) {
            // µ-law writes zero twice; the negative one becomes the positive one.
            int expected = codec == Law.PCMU && i == 0x7f ? 0xff : i;
            assertThat(again.get(i) & 0xff).as("code %d", i).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(Law.class)
    void everySampleIsWrittenToWithinAStepOfItsSegment(Law codec) {
        ByteBuffer one = ByteBuffer.allocate(1);
        short[] sample = new short[1];
        short[] back = new short[1];
        for (int value = Short.MIN_VALUE; value <= Short.MAX_VALUE; value++) {
            sample[0] = (short) value;
            codec.encode(sample, 0, 1, one, 0);
            codec.decode(one, 0, 1, back, 0);
            int bound = Math.max(16, Math.abs(value) / 16);
            assertThat(Math.abs(back[0] - value)).as("sample %d", value).isLessThanOrEqualTo(bound);
        }
    }

    @Test
    void silenceIsSilence() {
        assertThat(G711.fromUlaw(Law.PCMU.silence())).isZero();
        assertThat(G711.fromAlaw(Law.PCMA.silence())).isEqualTo((short) 8);
    }

    @ParameterizedTest
    @EnumSource(Law.class)
    void aFrameOfAnyLengthIsWrittenWhereItBelongsAndNowhereElse(Law codec) {
        short[] samples = {1, 100, -100, 1000, -1000, 9000, -9000, 30_000, -30_000, 5, -5, 0, 77, -77, 400, 12_345, 8};
        for (int count = 0; count <= samples.length; count++) {
            ByteBuffer whole = ByteBuffer.allocate(samples.length + 2);
            codec.encode(samples, 0, count, whole, 1);
            ByteBuffer single = ByteBuffer.allocate(samples.length + 2);
            for (int i = 0; i < count; i++) {
                codec.encode(samples, i, 1, single, 1 + i);
            }
            assertThat(whole.array()).isEqualTo(single.array());

            ByteBuffer quiet = ByteBuffer.allocate(samples.length + 2);
            codec.silence(count, quiet, 1);
            for (int i = 0; i < quiet.capacity(); i++) {
                assertThat(quiet.get(i)).isEqualTo(i >= 1 && i <= count ? codec.silence() : 0);
            }
        }
    }

    @Test
    void betweenTheLawsBytesAreRewrittenInPlace() {
        short[] samples = {0, 1000, -1000, 20_000, -20_000};
        short[] back = new short[samples.length];
        for (Law from : Law.values()) {
            for (Law to : Law.values()) {
                ByteBuffer bytes = ByteBuffer.allocate(samples.length + 1);
                from.encode(samples, 0, samples.length, bytes, 1);
                from.convertTo(to, bytes, 1, samples.length);
                to.decode(bytes, 1, samples.length, back, 0);
                for (int i = 0; i < samples.length; i++) {
                    assertThat(Math.abs(back[i] - samples[i])).isLessThanOrEqualTo(Math.abs(samples[i]) / 12 + 16);
                }
            }
        }
    }
}
