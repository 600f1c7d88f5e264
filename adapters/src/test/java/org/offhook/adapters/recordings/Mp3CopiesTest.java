package org.offhook.adapters.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.adapters.audiofile.Ffmpeg;
import org.offhook.adapters.audiofile.FileDecoder;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.Audio;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.core.recordings.RecordingFiles.Content;
import org.offhook.core.recordings.RecordingFiles.Mp3;
import org.offhook.protocols.wav.WavHeader;
import org.offhook.testkit.peers.Waiting;

class Mp3CopiesTest {

    private static final Sid RECORDING = sid(1);
    private static final int SECONDS = 2;

    @TempDir
    Path folder;

    private final Map<Sid, byte[]> originals = new ConcurrentHashMap<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private Mp3Copies copies;

    @BeforeEach
    void open() throws IOException {
        copies = new Mp3Copies(folder, this::original);
    }

    @AfterEach
    void close() {
        gate.countDown();
        copies.close();
    }

    @Test
    void anMp3SoundsLikeItsRecording() throws Exception {
        originals.put(RECORDING, wav(1, 440, 0));
        byte[] mp3 = read(copies.open(RECORDING, false));
        assertThat(mp3.length).isBetween(SECONDS * 4_000, SECONDS * 4_000 + 2_000);
        assertThat(loudness(mp3)).isBetween(5_000.0, 6_300.0); // 8,000 / √2
    }

    @Test
    void eachChannelOfTwoHasItsOwnSound() throws Exception {
        originals.put(RECORDING, wav(2, 440, 0));
        assertThat(loudness(read(copies.open(RECORDING, false))))
                .as("the decoder takes the mean of a tone and of silence")
                .isBetween(2_500.0, 3_150.0);
        byte[] mixed = read(copies.open(RECORDING, true));
        assertThat(mixed.length).isLessThan(SECONDS * 4_000 + 2_000);
        assertThat(loudness(mixed)).isBetween(2_500.0, 3_150.0);
    }

    @Test
    void itIsMadeOnce() throws Exception {
        originals.put(RECORDING, wav(1, 440, 0));
        byte[] first = read(copies.open(RECORDING, false));
        originals.put(RECORDING, wav(1, 880, 0));
        assertThat(read(copies.open(RECORDING, false))).isEqualTo(first);
    }

    @Test
    void anEmptyRecordingIsAnMp3() throws Exception {
        originals.put(RECORDING, WavHeader.of(Audio.RATE, 1, 0));
        assertThat(copies.open(RECORDING, false)).isInstanceOf(Mp3.Ready.class);
    }

    @Test
    void ofNothingNothingIsMade() throws Exception {
        assertThat(copies.open(RECORDING, false)).isEqualTo(new Mp3.Missing());
        assertThat(names()).isEmpty();
    }

    @Test
    void deletingLeavesNothing() throws Exception {
        originals.put(RECORDING, wav(2, 440, 0));
        copies.open(RECORDING, true);
        copies.open(RECORDING, false);
        originals.remove(RECORDING);
        copies.delete(RECORDING);
        assertThat(names()).isEmpty();
        assertThat(copies.open(RECORDING, false)).isEqualTo(new Mp3.Missing());
    }

    @Test
    void oneThatIsDeletedWhileItsMp3IsMadeLeavesNothing() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (Mp3Copies slow = new Mp3Copies(folder, sid -> held(sid, asked))) {
            originals.put(RECORDING, wav(1, 440, 0));
            FutureTask<Mp3> waiting = start(() -> slow.open(RECORDING, false));
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
            originals.remove(RECORDING);
            slow.delete(RECORDING);
            gate.countDown();
            assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo(new Mp3.Missing());
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void whoComesWhenTooManyWaitIsRefusedAndTheOthersAreServed() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (Mp3Copies slow = new Mp3Copies(folder, sid -> held(sid, asked))) {
            List<FutureTask<Mp3>> served = new ArrayList<>();
            for (int i = 0; i <= Mp3Copies.MOST_WAITING; i++) {
                Sid next = sid(i);
                originals.put(next, WavHeader.of(Audio.RATE, 1, 0));
                served.add(start(() -> slow.open(next, false)));
                assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
                int waiting = i;
                Waiting.until("it waits", Duration.ofSeconds(30), () -> slow.waiting() == waiting);
            }
            originals.put(sid(1_000), WavHeader.of(Audio.RATE, 1, 0));
            assertThat(slow.open(sid(1_000), false)).isEqualTo(new Mp3.Busy());
            assertThat(slow.refused()).isEqualTo(1);
            gate.countDown();
            for (FutureTask<Mp3> task : served) {
                assertThat(task.get(30, TimeUnit.SECONDS)).isInstanceOf(Mp3.Ready.class);
            }
        }
    }

    private static FutureTask<Mp3> start(Callable<Mp3> asking) {
        FutureTask<Mp3> task = new FutureTask<>(asking);
        Thread.ofVirtual().start(task);
        return task;
    }

    private Optional<Content> original(Sid recording) {
        return Optional.ofNullable(originals.get(recording))
                .map(bytes -> new Content(bytes.length, new ByteArrayInputStream(bytes)));
    }

    /// The recording, once the gate is open; whoever asks has then waited for the rest of the test.
    private Optional<Content> held(Sid recording, CountDownLatch asked) {
        Optional<Content> found = original(recording);
        asked.countDown();
        try {
            assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return found;
    }

    private static byte[] read(Mp3 mp3) throws IOException {
        Content content = ((Mp3.Ready) mp3).content();
        try (InputStream stream = content.stream()) {
            byte[] bytes = stream.readAllBytes();
            assertThat(content.length()).isEqualTo(bytes.length);
            return bytes;
        }
    }

    /// Root of the mean square of the samples, away from the edges.
    private double loudness(byte[] mp3) {
        FileDecoder decoder = new FileDecoder(new Ffmpeg("no such program", folder, Duration.ofSeconds(1)));
        Audio audio = ((Decoded.Sound) decoder.decode(mp3, "audio/mpeg", "")).audio();
        double sum = 0;
        int from = audio.length() / 4;
        int to = audio.length() * 3 / 4;
        for (int i = from; i < to; i++) {
            sum += (double) audio.sample(i) * audio.sample(i);
        }
        return Math.sqrt(sum / (to - from));
    }

    /// @param left  of a tone in the left or only channel, in hertz; 0 is silence
    /// @param right of the right one
    private static byte[] wav(int channels, int left, int right) {
        int frames = SECONDS * Audio.RATE;
        ByteBuffer wav =
                ByteBuffer.allocate(WavHeader.LENGTH + frames * channels * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(WavHeader.of(Audio.RATE, channels, 2L * frames * channels));
        for (int i = 0; i < frames; i++) {
            wav.putShort((short) (8_000 * Math.sin(2 * Math.PI * left * i / Audio.RATE)));
            if (channels == 2) {
                wav.putShort((short) (8_000 * Math.sin(2 * Math.PI * right * i / Audio.RATE)));
            }
        }
        return wav.array();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    private static Sid sid(int number) {
        return new Sid("RE" + String.format("%032x", number));
    }
}
