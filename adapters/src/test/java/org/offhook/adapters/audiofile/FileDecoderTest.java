package org.offhook.adapters.audiofile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.media.Audio;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.protocols.wav.WavHeader;

class FileDecoderTest {
    @TempDir
    private static Path folder;

    private static Ffmpeg ffmpeg;
    private static FileDecoder decoder;

    @BeforeAll
    static void findFfmpeg() {
        ffmpeg = new Ffmpeg("ffmpeg", folder, Duration.ofSeconds(20));
        decoder = new FileDecoder(ffmpeg);
    }

    @Test
    void theProgramsAreFoundAndTheBoxWorks() {
        assertThat(ffmpeg.describe()).contains("ffmpeg", "prlimit", "bubblewrap");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 1_000})
    void aTagThatClaimsMoreThanTheFileHoldsGetsNoMemoryForIt(int length) {
        byte[] liar = Arrays.copyOf("ID3\4\0\0\177\177\177\177".getBytes(StandardCharsets.ISO_8859_1), length);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        decoder.decode(liar, "audio/mpeg", "");
        long before = thread.getCurrentThreadAllocatedBytes();

        assertThat(decoder.decode(liar, "audio/mpeg", "")).isInstanceOf(Decoded.Unplayable.class);
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wav",
                "wav -ac 2 -ar 44100",
                "wav -c:a pcm_mulaw -ar 8000",
                "wav -c:a pcm_alaw -ar 16000",
                "wav -c:a pcm_u8 -ar 11025",
                "wav -c:a pcm_f32le",
                "wav -c:a adpcm_ms -ar 22050",
                "mp3",
                "mp3 -ar 22050 -ac 2",
                "mp3 -ar 8000 -ac 1",
                "mp3 -id3v2_version 0 -write_xing 0",
                "ogg",
                "flac",
                "ipod -c:a aac",
                "adts -c:a aac",
                "aiff",
                "au",
                "webm -c:a libopus",
                "matroska -c:a aac",
                "asf -c:a wmav2",
                "caf -c:a pcm_s16le"
            })
    void aToneOfEveryKindOfFileIsHeard(String format) throws IOException, InterruptedException {
        Decoded decoded = decoder.decode(made(format), "application/octet-stream", "tone");
        assertThat(decoded).as(format).isInstanceOf(Decoded.Sound.class);
        Audio audio = ((Decoded.Sound) decoded).audio();
        assertThat(audio.caption()).isEqualTo("tone");
        assertThat(audio.length()).isBetween(15_000, 18_000);
        assertThat(strength(audio, 440)).as(format).isGreaterThan(2_500);
        assertThat(strength(audio, 700)).as(format).isLessThan(200);
    }

    @Test
    void headerlessG711IsToldByItsMediaType() {
        byte[] silence = new byte[8_000];
        Arrays.fill(silence, (byte) 0x7e);
        assertThat(decoder.decode(silence, "audio/ulaw; rate=8000", "")).isInstanceOf(Decoded.Sound.class);
        assertThat(decoder.decode(silence, "audio/pcma", "")).isInstanceOf(Decoded.Sound.class);
        assertThat(decoder.decode(silence, "text/plain", "")).isInstanceOf(Decoded.Unplayable.class);
    }

    @Test
    void whatIsNoSoundIsUnplayable() {
        for (String text : List.of("", "<html>not here</html>", "#EXTM3U\nfile:///etc/passwd\n", "{}", "OggS", "ID3")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThat(decoder.decode(bytes, "audio/mpeg", "")).as(text).isInstanceOf(Decoded.Unplayable.class);
        }
        assertThat(decoder.decode(new byte[FileDecoder.LARGEST + 1], "audio/mpeg", ""))
                .isEqualTo(new Decoded.Unplayable("larger than 50 MB"));
    }

    @Test
    void aVideoWithoutSoundIsUnplayable() throws IOException, InterruptedException {
        Path file = folder.resolve("silent.mp4");
        ffmpeg("-f", "lavfi", "-i", "color=size=16x16:duration=1", "-c:v", "mpeg4", "-f", "mp4", file.toString());
        assertThat(decoder.decode(Files.readAllBytes(file), "video/mp4", "")).isInstanceOf(Decoded.Unplayable.class);
    }

    @Test
    void whatLastsLongerThanAnHourIsUnplayable() throws IOException, InterruptedException {
        Path file = folder.resolve("long.flac");
        ffmpeg("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono:d=3700", "-f", "flac", file.toString());
        assertThat(Files.size(file)).isLessThan(FileDecoder.LARGEST);
        assertThat(decoder.decode(Files.readAllBytes(file), "audio/flac", ""))
                .isEqualTo(new Decoded.Unplayable("longer than 3600 seconds"));
        byte[] wav = Arrays.copyOf(WavHeader.of(1_000, 1, 7_300_000), 7_300_044);
        assertThat(new FileDecoder(without()).decode(wav, "audio/wav", ""))
                .isEqualTo(new Decoded.Unplayable("longer than 3600 seconds"));
    }

    @Test
    void whatTakesTooLongIsEnded() throws IOException, InterruptedException {
        Path slow = Files.writeString(
                folder.resolve("slow"), "#!/bin/sh\n[ \"$1\" = -version ] && exit 0\nexec sleep 60\n");
        assertThat(slow.toFile().setExecutable(true)).isTrue();
        Ffmpeg stuck = new Ffmpeg(slow.toString(), folder, Duration.ofMillis(200));
        assertThat(stuck.decode(new byte[100], "ogg", "")).isInstanceOf(Decoded.Unplayable.class);
    }

    @Test
    void withoutFfmpegTheCommonKindsStillPlay() throws IOException, InterruptedException {
        FileDecoder bare = new FileDecoder(without());
        assertThat(bare.decode(made("mp3"), "audio/mpeg", "")).isInstanceOf(Decoded.Sound.class);
        assertThat(bare.decode(made("wav"), "audio/wav", "")).isInstanceOf(Decoded.Sound.class);
        assertThat(bare.decode(made("ogg"), "audio/ogg", ""))
                .isEqualTo(new Decoded.Unplayable("this kind of file needs ffmpeg, which is not installed"));
    }

    @Test
    void noMutationOfAnMp3EscapesAsAnException() throws IOException, InterruptedException {
        byte[] valid = made("mp3 -ar 22050 -ac 1");
        FileDecoder bare = new FileDecoder(without());
        Random random = new Random(41);
        for (int round = 0; round < 60; round++) {
            byte[] bytes = Arrays.copyOf(valid, 1 + random.nextInt(valid.length));
            for (int edits = random.nextInt(200); edits > 0; edits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertThat(bare.decode(bytes, "audio/mpeg", "")).isNotNull();
        }
    }

    @Test
    void nothingIsLeftInTheSpoolFolder() throws IOException, InterruptedException {
        byte[] file = made("ogg");
        try (var before = Files.list(folder)) {
            long count = before.count();
            decoder.decode(file, "audio/ogg", "");
            decoder.decode(Arrays.copyOf(file, 100), "audio/ogg", "");
            try (var after = Files.list(folder)) {
                assertThat(after.count()).isEqualTo(count);
            }
        }
    }

    private static Ffmpeg without() {
        return new Ffmpeg("no-such-program", folder, Duration.ofSeconds(1));
    }

    /// Two seconds of 440 Hz in a format of ffmpeg, with options.
    private static byte[] made(String format) throws IOException, InterruptedException {
        Path file = folder.resolve("made");
        String[] words = format.split(" ");
        List<String> options = List.of(words).subList(1, words.length);
        List<String> command =
                new ArrayList<>(List.of("-f", "lavfi", "-i", "sine=frequency=440:duration=2:sample_rate=48000"));
        command.addAll(options);
        command.addAll(List.of("-f", words[0], file.toString()));
        ffmpeg(command.toArray(String[]::new));
        return Files.readAllBytes(file);
    }

    private static void ffmpeg(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    private static double strength(Audio audio, int frequency) {
        double real = 0;
        double imaginary = 0;
        for (int i = 1_000; i < 15_000; i++) {
            double angle = 2 * Math.PI * frequency * i / Audio.RATE;
            real += audio.sample(i) * Math.cos(angle);
            imaginary += audio.sample(i) * Math.sin(angle);
        }
        return 2 * Math.hypot(real, imaginary) / 14_000;
    }
}
