package org.offhook.adapters.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.ids.Sid;
import org.offhook.core.recordings.RecordingFiles.Content;
import org.offhook.core.recordings.RecordingSink;
import org.offhook.protocols.wav.WavRead;
import org.offhook.protocols.wav.WavReader;

class FileRecordingsTest {

    private static final Sid RECORDING = new Sid("RE" + "0a".repeat(16));

    @TempDir
    Path folder;

    @TempDir
    Path copies;

    private FileRecordings recordings;

    @BeforeEach
    void open() throws IOException {
        recordings = new FileRecordings(folder, copies);
    }

    @AfterEach
    void close() {
        recordings.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatWasRecordedIsReadBack(int channels) throws Exception {
        short[] samples = ramp(12_345 * channels);
        record(RECORDING, channels, samples);

        byte[] file = read(RECORDING);
        WavRead.Wav wav = (WavRead.Wav) WavReader.read(file);
        assertThat(wav.rate()).isEqualTo(8000);
        assertThat(wav.channels()).isEqualTo(channels);
        assertThat(samples(file, wav)).isEqualTo(samples);
        assertThat(names()).containsExactly("0a/" + RECORDING + ".wav");
    }

    @Test
    void aRecordingIsNotThereBeforeItIsComplete() throws Exception {
        RecordingSink sink = recordings.create(RECORDING, 1, () -> {});
        sink.write(ramp(20_000), 20_000);
        assertThat(recordings.open(RECORDING)).isEmpty();
        sink.close();
    }

    @Test
    void anEmptyRecordingIsAPlayableFile() throws Exception {
        record(RECORDING, 1, new short[0]);
        assertThat(((WavRead.Wav) WavReader.read(read(RECORDING))).frames()).isZero();
    }

    @Test
    void nothingIsWrittenAfterTheEnd() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        RecordingSink sink = recordings.create(RECORDING, 1, closed::countDown);
        sink.write(ramp(100), 100);
        sink.close();
        sink.write(ramp(100), 100);
        sink.close();
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(read(RECORDING)).hasSize(44 + 200);
    }

    @Test
    void whatACrashLeftIsRepairedAndLosesLessThanASecond() throws Exception {
        short[] samples = ramp(20_000);
        recordings.create(RECORDING, 1, () -> {}).write(samples, samples.length);
        recordings.close(); // The sink was never closed: the process died.

        try (FileRecordings restarted = new FileRecordings(folder, copies)) {
            assertThat(restarted.open(RECORDING)).isEmpty();
            assertThat(restarted.repair(RECORDING)).contains(Duration.ofSeconds(2));
            assertThat(restarted.repair(RECORDING)).contains(Duration.ofSeconds(2));
        }
        byte[] file = read(RECORDING);
        WavRead.Wav wav = (WavRead.Wav) WavReader.read(file);
        assertThat(samples(file, wav)).isEqualTo(java.util.Arrays.copyOf(samples, 16_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 43, 44, 45, 47, 1000})
    void aFileThatBrokeOffAnywhereIsRepaired(int length) throws Exception {
        record(RECORDING, 2, ramp(4_000));
        Path file = folder.resolve("0a").resolve(RECORDING + ".wav");
        Path part = folder.resolve("0a").resolve(RECORDING + ".part");
        Files.write(part, java.util.Arrays.copyOf(Files.readAllBytes(file), length));
        Files.delete(file);

        var repaired = recordings.repair(RECORDING);
        if (length < 44) {
            assertThat(repaired).isEmpty();
            assertThat(names()).isEmpty();
        } else {
            assertThat(((WavRead.Wav) WavReader.read(read(RECORDING))).frames()).isEqualTo((length - 44) / 4);
        }
    }

    @Test
    void repairingWhatIsNotThereDoesNothing() throws Exception {
        assertThat(recordings.repair(RECORDING)).isEmpty();
    }

    @Test
    void repairLeavesForeignFilesAlone() throws Exception {
        Files.createDirectories(folder.resolve("0a"));
        Path part = Files.writeString(folder.resolve("0a").resolve(RECORDING + ".part"), "x".repeat(100));
        assertThatThrownBy(() -> recordings.repair(RECORDING)).isInstanceOf(IOException.class);
        assertThat(part).hasContent("x".repeat(100));
    }

    @Test
    void deletingLeavesNothing() throws Exception {
        record(RECORDING, 1, ramp(9_000));
        recordings.delete(RECORDING);
        recordings.delete(RECORDING);
        assertThat(recordings.open(RECORDING)).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void aRecordingThatIsDeletedWhileItRunsDoesNotComeBack() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        RecordingSink sink = recordings.create(RECORDING, 1, closed::countDown);
        sink.write(ramp(8_000), 8_000);
        CountDownLatch written = new CountDownLatch(1);
        RecordingSink marker = recordings.create(new Sid("RE" + "f".repeat(32)), 1, written::countDown);
        marker.close();
        assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();

        recordings.delete(RECORDING);
        sink.write(ramp(8_000), 8_000);
        sink.close();
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(names()).noneMatch(name -> name.contains(RECORDING.value()));
    }

    @Test
    void aDiskThatTakesNothingStillEndsTheRecording() throws Exception {
        Files.writeString(folder.resolve("0a"), "a file where a folder ought to be");
        CountDownLatch closed = new CountDownLatch(1);
        RecordingSink sink = recordings.create(RECORDING, 1, closed::countDown);
        sink.write(ramp(20_000), 20_000);
        sink.close();
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(recordings.repair(RECORDING)).isEmpty();
    }

    @Test
    void onlyRecordingsHaveFiles() {
        Sid call = new Sid("CA" + "0a".repeat(16));
        assertThatThrownBy(() -> recordings.open(call)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> recordings.delete(call)).isInstanceOf(IllegalArgumentException.class);
    }

    private void record(Sid sid, int channels, short[] samples) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        RecordingSink sink = recordings.create(sid, channels, closed::countDown);
        for (int at = 0; at < samples.length; at += 160) {
            int length = Math.min(160, samples.length - at);
            sink.write(java.util.Arrays.copyOfRange(samples, at, at + length), length);
        }
        sink.close();
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private byte[] read(Sid sid) throws IOException {
        Content content = recordings.open(sid).orElseThrow();
        try (java.io.InputStream stream = content.stream()) {
            byte[] bytes = stream.readAllBytes();
            assertThat(content.length()).isEqualTo(bytes.length);
            return bytes;
        }
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList()
                    .stream();
        }
    }

    private static short[] samples(byte[] file, WavRead.Wav wav) {
        short[] samples = new short[wav.length() / 2];
        for (int i = 0; i < samples.length; i++) {
            int at = wav.offset() + 2 * i;
            samples[i] = (short) ((file[at] & 0xff) | file[at + 1] << 8);
        }
        return samples;
    }

    private static short[] ramp(int length) {
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) (i * 7 - 30_000);
        }
        return samples;
    }
}
