package org.offhook.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

/// G.722 against that of ffmpeg, in both directions.
class G722Test {

    private static final int RATE = 8_000;
    private static final int SECONDS = 2;

    @TempDir
    private Path folder;

    @Test
    void whatWeEncodeOthersDecode() throws Exception {
        short[] said = tones();
        byte[] bytes = new byte[said.length];
        new G722().encode(said, 0, said.length, ByteBuffer.wrap(bytes), 0);
        Files.write(folder.resolve("ours.g722"), bytes);
        ffmpeg("-f", "g722", "-i", "ours.g722", "-ar", "8000", "-f", "s16be", "heard.raw");
        assertThat(likeness(said, samples(folder.resolve("heard.raw")))).isGreaterThan(0.97);
    }

    @Test
    void whatOthersEncodeWeDecode() throws Exception {
        short[] said = tones();
        ByteBuffer raw = ByteBuffer.allocate(2 * said.length);
        for (short sample : said) {
            raw.putShort(sample);
        }
        Files.write(folder.resolve("said.raw"), raw.array());
        ffmpeg("-f", "s16be", "-ar", "8000", "-i", "said.raw", "-ar", "16000", "-f", "g722", "theirs.g722");
        byte[] bytes = Files.readAllBytes(folder.resolve("theirs.g722"));
        short[] heard = new short[bytes.length];
        new G722().decode(ByteBuffer.wrap(bytes), 0, bytes.length, heard, 0);
        assertThat(likeness(said, heard)).isGreaterThan(0.97);
    }

    @Test
    void silenceIsDecodedAsSilence() {
        ByteBuffer bytes = ByteBuffer.allocate(RATE);
        new G722().silence(RATE, bytes, 0);
        short[] heard = new short[RATE];
        new G722().decode(bytes, 0, RATE, heard, 0);
        for (short sample : heard) {
            assertThat(Math.abs(sample)).isLessThan(40);
        }
    }

    @Test
    void aStreamIsUnderstoodSoonAfterAGap() {
        short[] said = tones();
        ByteBuffer bytes = ByteBuffer.allocate(said.length);
        new G722().encode(said, 0, said.length, bytes, 0);
        short[] heard = new short[said.length];
        G722 decoder = new G722();
        decoder.decode(bytes, 0, RATE / 2, heard, 0);
        int after = RATE / 2 + 480;
        decoder.decode(bytes, after, said.length - after, heard, after);
        short[] end = Arrays.copyOfRange(heard, RATE, said.length);
        assertThat(likeness(Arrays.copyOfRange(said, RATE, said.length), end)).isGreaterThan(0.95);
    }

    /// The jitter buffer marks with it what did not come.
    @Test
    void noCodeIsDecodedToTheLeastNumber() {
        Random random = new Random(1);
        byte[] noise = new byte[500_000];
        random.nextBytes(noise);
        short[] heard = new short[noise.length];
        new G722().decode(ByteBuffer.wrap(noise), 0, noise.length, heard, 0);
        assertThat(heard).doesNotContain(Short.MIN_VALUE);
    }

    /// Three tones that swell, as loud as speech.
    private static short[] tones() {
        short[] samples = new short[RATE * SECONDS];
        for (int i = 0; i < samples.length; i++) {
            double t = (double) i / RATE;
            double swell = 0.6 + 0.4 * Math.sin(2 * Math.PI * 3 * t);
            double sound = Math.sin(2 * Math.PI * 300 * t)
                    + Math.sin(2 * Math.PI * 710 * t) / 2
                    + Math.sin(2 * Math.PI * 1_900 * t) / 4;
            samples[i] = (short) (5_000 * swell * sound);
        }
        return samples;
    }

    /// How alike two sounds are, 0 to 1, with whatever delay below 10 ms fits best.
    private static double likeness(short[] a, short[] b) {
        double best = 0;
        for (int delay = -80; delay <= 80; delay++) {
            double product = 0;
            double ofA = 0;
            double ofB = 0;
            for (int i = 800; i < Math.min(a.length, b.length) - 800; i++) {
                product += (double) a[i] * b[i + delay];
                ofA += (double) a[i] * a[i];
                ofB += (double) b[i + delay] * b[i + delay];
            }
            double scale = Math.sqrt(ofA / Math.max(1, ofB));
            boolean asLoud = scale > 0.8 && scale < 1.25;
            best = asLoud ? Math.max(best, product / Math.sqrt(Math.max(1, ofA * ofB))) : best;
        }
        return best;
    }

    private static short[] samples(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        short[] samples = new short[bytes.remaining() / 2];
        bytes.asShortBuffer().get(samples);
        return samples;
    }

    private void ffmpeg(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
