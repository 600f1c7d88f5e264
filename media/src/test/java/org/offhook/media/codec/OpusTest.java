package org.offhook.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.protocols.rtp.OpusPayload;
import org.offhook.protocols.sdp.RtpFormat;

/// Opus against that of ffmpeg, in both directions, and what becomes of packets that are lost or broken.
class OpusTest {
    private static final int RATE = 8_000;
    private static final int FRAME = 160;
    private static final int SECONDS = 2;
    private static final RtpFormat REPEATING = RtpFormat.OPUS;

    @TempDir
    private Path folder;

    @Test
    void whatWeEncodeOthersDecode() throws Exception {
        short[] said = voice();
        Files.write(folder.resolve("ours.opus"), Ogg.write(encoded(said, REPEATING)));
        ffmpeg("-i", "ours.opus", "-ar", "8000", "-f", "s16be", "heard.raw");
        assertThat(likeness(said, samples(folder.resolve("heard.raw")))).isGreaterThan(0.8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5", "5", "10", "20", "40", "60"})
    void whatOthersEncodeInPacketsOfAnyLengthWeDecode(String duration) throws Exception {
        short[] said = voice();
        ByteBuffer raw = ByteBuffer.allocate(2 * said.length);
        for (short sample : said) {
            raw.putShort(sample);
        }
        Files.write(folder.resolve("said.raw"), raw.array());
        ffmpeg(
                "-f",
                "s16be",
                "-ar",
                "8000",
                "-i",
                "said.raw",
                "-ar",
                "48000",
                "-ac",
                "2",
                "-c:a",
                "libopus",
                "-b:a",
                "48k",
                "-frame_duration",
                duration,
                "theirs.opus");
        short[] heard = decoded(Ogg.read(Files.readAllBytes(folder.resolve("theirs.opus"))));
        assertThat(likeness(said, heard)).isGreaterThan(0.9);
    }

    @Test
    void silenceIsDecodedAsSilence() {
        Encoder encoder = Codec.OPUS.encoder(RtpFormat.OPUS);
        Decoder decoder = Codec.OPUS.decoder();
        ByteBuffer packet = ByteBuffer.allocate(1_500);
        short[] heard = new short[FRAME];
        for (int i = 0; i < 50; i++) {
            int length = encoder.silence(FRAME, packet, 0);
            assertThat(decoder.decode(packet, 0, length, heard, 0)).isEqualTo(FRAME);
        }
        for (short sample : heard) {
            assertThat(Math.abs(sample)).isLessThan(40);
        }
    }

    /// Every tenth packet is lost, with which the pitch changes: a guess from what came before must be wrong.
    @Test
    void aLostPacketIsRecoveredFromTheNext() {
        short[] said = steps();
        double repeated = likeness(onlyLost(said), onlyLost(withLoss(encoded(said, REPEATING))));
        double guessed = likeness(onlyLost(said), onlyLost(withLoss(encoded(said, wishing("")))));

        assertThat(repeated).isGreaterThan(guessed + 0.2);
    }

    @Test
    void aFarEndThatWantsFewerBitsGetsFewer() {
        short[] said = voice();
        assertThat(bytes(encoded(said, wishing("maxaveragebitrate=8000"))))
                .isLessThan(bytes(encoded(said, wishing(""))) * 7 / 10);
        assertThat(encoded(said, wishing("cbr=1")).stream().map(packet -> packet.length))
                .containsOnly(50);
    }

    @Test
    void noPacketIsDecodedToTheLeastNumberNorHurtsTheNext() throws Exception {
        Random random = new Random(1);
        Decoder decoder = Codec.OPUS.decoder();
        short[] heard = new short[Decoder.LONGEST_OPUS];
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            ByteBuffer bytes = ByteBuffer.wrap(noise);
            int made = decoder.decode(bytes, 0, noise.length, heard, 0);
            assertThat(made).isIn(0, OpusPayload.duration(bytes, 0, noise.length) / 6);
            for (short sample : heard) {
                assertThat(sample).isGreaterThan(Short.MIN_VALUE);
            }
        }
    }

    @Test
    void thePayloadTellsHowLongItIs() {
        assertThat(duration(0x00)).isEqualTo(480);
        assertThat(duration(0x18)).isEqualTo(2_880);
        assertThat(duration(0x78)).isEqualTo(960);
        assertThat(duration(0x80)).isEqualTo(120);
        assertThat(duration(0xfd)).isEqualTo(1_920);
        assertThat(duration(0x03, 0x82)).isEqualTo(960);
        assertThat(duration(0x1b, 0x03)).isZero();
        assertThat(duration(0x03, 0x00)).isZero();
        assertThat(duration(0x03)).isZero();
        assertThat(duration()).isZero();
    }

    private static int duration(int... bytes) {
        ByteBuffer packet = ByteBuffer.allocate(bytes.length);
        for (int one : bytes) {
            packet.put((byte) one);
        }
        return OpusPayload.duration(packet, 0, bytes.length);
    }

    private static RtpFormat wishing(String parameters) {
        return new RtpFormat(111, "OPUS", 48_000, 2, parameters);
    }

    private static int bytes(List<byte[]> packets) {
        return packets.stream().mapToInt(packet -> packet.length).sum();
    }

    private static List<byte[]> encoded(short[] said, RtpFormat format) {
        Encoder encoder = Codec.OPUS.encoder(format);
        List<byte[]> packets = new ArrayList<>();
        ByteBuffer packet = ByteBuffer.allocate(1_500);
        for (int at = 0; at + FRAME <= said.length; at += FRAME) {
            packets.add(Arrays.copyOf(packet.array(), encoder.encode(said, at, FRAME, packet, 0)));
        }
        return packets;
    }

    private static short[] decoded(List<byte[]> packets) {
        Decoder decoder = Codec.OPUS.decoder();
        short[] heard = new short[(SECONDS + 1) * RATE];
        int at = 0;
        for (byte[] packet : packets) {
            at += decoder.decode(ByteBuffer.wrap(packet), 0, packet.length, heard, at);
        }
        return Arrays.copyOf(heard, at);
    }

    private static short[] withLoss(List<byte[]> packets) {
        Decoder decoder = Codec.OPUS.decoder();
        short[] heard = new short[packets.size() * FRAME];
        for (int i = 0; i < packets.size(); i++) {
            ByteBuffer packet = ByteBuffer.wrap(packets.get(i));
            if (i % 10 == 0 && i > 0) {
                continue;
            }
            if (i % 10 == 1 && i > 10) {
                short[] lost = new short[FRAME];
                assertThat(decoder.recover(packet, 0, packet.limit(), FRAME, lost))
                        .isEqualTo(FRAME);
                System.arraycopy(lost, 0, heard, (i - 1) * FRAME, FRAME);
            }
            decoder.decode(packet, 0, packet.limit(), heard, i * FRAME);
        }
        return heard;
    }

    /// Something like a voice: a moving pitch with overtones, in syllables.
    private static short[] voice() {
        short[] samples = new short[SECONDS * RATE];
        double phase = 0;
        for (int i = 0; i < samples.length; i++) {
            double time = (double) i / RATE;
            phase += 2 * Math.PI * (140 + 30 * Math.sin(5 * time)) / RATE;
            double loud = 4_000 * (0.6 + 0.4 * Math.sin(2 * Math.PI * 3 * time));
            samples[i] = (short) (loud * (Math.sin(phase) + 0.7 * Math.sin(3 * phase) + 0.4 * Math.sin(6 * phase)));
        }
        return samples;
    }

    /// Another pitch after each ten packets.
    private static short[] steps() {
        short[] samples = new short[SECONDS * RATE];
        double phase = 0;
        for (int i = 0; i < samples.length; i++) {
            phase += 2 * Math.PI * (130 + (i / (10 * FRAME)) * 70 % 190) / RATE;
            samples[i] = (short) (5_000 * (Math.sin(phase) + 0.6 * Math.sin(2 * phase) + 0.4 * Math.sin(5 * phase)));
        }
        return samples;
    }

    private static short[] onlyLost(short[] samples) {
        short[] lost = new short[samples.length];
        for (int at = 10 * FRAME; at + FRAME <= samples.length; at += 10 * FRAME) {
            System.arraycopy(samples, at, lost, at, FRAME);
        }
        return lost;
    }

    private static short[] samples(Path raw) throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(raw));
        short[] samples = new short[bytes.remaining() / 2];
        bytes.asShortBuffer().get(samples);
        return samples;
    }

    /// The highest correlation within 50 ms.
    private static double likeness(short[] said, short[] heard) {
        double best = 0;
        for (int shift = -80; shift < 400; shift++) {
            double cross = 0;
            double a = 1;
            double b = 1;
            for (int i = 100; i < said.length; i++) {
                int k = i + shift;
                if (k >= 0 && k < heard.length) {
                    cross += (double) said[i] * heard[k];
                    a += (double) said[i] * said[i];
                    b += (double) heard[k] * heard[k];
                }
            }
            best = Math.max(best, cross / Math.sqrt(a * b));
        }
        return best;
    }

    private void ffmpeg(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-loglevel", "error", "-y"));
        List<String> given = List.of(arguments);
        command.addAll(given.subList(0, given.size() - 1));
        command.addAll(List.of("-ac", given.contains("libopus") ? "2" : "1"));
        command.add(given.getLast());
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }
}
