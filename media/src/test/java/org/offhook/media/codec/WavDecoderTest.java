package org.offhook.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.media.Audio;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.media.Espeak;
import org.offhook.protocols.wav.WavHeader;

class WavDecoderTest {

    @ParameterizedTest
    @ValueSource(ints = {4_000, 6_000, 8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000, 191_999})
    void aToneOfAnyRateKeepsItsPitchAndLevel(int rate) {
        short[] tone = sine(rate, 440, 10_000, rate);
        short[] converted = WavDecoder.at8000(tone, rate);
        assertThat(converted).hasSize(8_000);
        short[] expected = sine(8_000, 440, 10_000, 8_000);
        assertThat(likeness(converted, expected, 200, 7_800)).isGreaterThan(0.9995);
        assertThat(rms(converted)).isBetween(7_000.0, 7_140.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 160, 1_152, 50_000})
    void pieceByPieceComesOutTheSameAsWhole(int piece) {
        short[] tone = sine(44_100, 700, 10_000, 44_100);
        Samples out = new Samples(0);
        Resampler.Stream stream = new Resampler(44_100, 8_000).stream(out);
        for (int at = 0; at < tone.length; at += piece) {
            short[] part = Arrays.copyOfRange(tone, at, Math.min(tone.length, at + piece));
            stream.push(part, part.length);
        }
        stream.finish();
        assertThat(Arrays.mismatch(out.toArray(), WavDecoder.at8000(tone, 44_100)))
                .isEqualTo(-1);
    }

    @Test
    void whatLiesAboveATelephonesBandIsNotFoldedBackIntoIt() {
        short[] tone = sine(48_000, 5_200, 10_000, 48_000);
        short[] converted = WavDecoder.at8000(tone, 48_000);
        assertThat(rms(Arrays.copyOfRange(converted, 200, 7_800))).isLessThan(10);
    }

    @ParameterizedTest
    @CsvSource({"8, 1", "8, 2", "16, 1", "16, 2", "24, 1", "24, 6", "32, 2"})
    void everyWidthAndNumberOfChannelsComesOutAsOneChannel(int bits, int channels) {
        short[] tone = sine(8_000, 300, 12_000, 800);
        ByteBuffer body = ByteBuffer.allocate(tone.length * channels * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : tone) {
            for (int channel = 0; channel < channels; channel++) {
                switch (bits) {
                    case 8 -> body.put((byte) ((sample >> 8) + 128));
                    case 16 -> body.putShort(sample);
                    case 24 -> body.put((byte) 0).putShort(sample);
                    default -> body.putShort((short) 0).putShort(sample);
                }
            }
        }
        byte[] file = new byte[44 + body.capacity()];
        System.arraycopy(WavHeader.of(8_000, 1, body.capacity()), 0, file, 0, 44);
        System.arraycopy(body.array(), 0, file, 44, body.capacity());
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort(22, (short) channels).putShort(34, (short) bits);

        Audio audio = ((Decoded.Sound) WavDecoder.decode(file, "tone")).audio();
        assertThat(audio.caption()).isEqualTo("tone");
        short[] samples = Espeak.samples(audio);
        assertThat(samples).hasSize(tone.length);
        for (int i = 0; i < tone.length; i++) {
            assertThat(Math.abs(samples[i] - tone[i])).isLessThan(256);
        }
    }

    @Test
    void whatIsNoWavOrTooLongIsUnplayable() {
        assertThat(WavDecoder.decode(new byte[100], "")).isInstanceOf(Decoded.Unplayable.class);
        byte[] hour = Arrays.copyOf(WavHeader.of(1_000, 1, 7_200_000), 44 + 7_200_000);
        assertThat(WavDecoder.decode(hour, "")).isInstanceOf(Decoded.Unplayable.class);
    }

    static short[] sine(int rate, double frequency, int level, int count) {
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (short) Math.round(level * Math.sin(2 * Math.PI * frequency * i / rate));
        }
        return samples;
    }

    private static double rms(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / samples.length);
    }

    private static double likeness(short[] one, short[] other, int from, int to) {
        double cross = 0;
        double a = 0;
        double b = 0;
        for (int i = from; i < to; i++) {
            cross += (double) one[i] * other[i];
            a += (double) one[i] * one[i];
            b += (double) other[i] * other[i];
        }
        return cross / Math.sqrt(a * b);
    }
}
