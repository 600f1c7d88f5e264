package org.offhook.adapters.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondBySecondTest {

    private static final int HEADER = 44;
    private static final int SECOND = 16_000;

    @TempDir
    Path folder;

    @Test
    void secondsThatTheDiskIsTooSlowForBecomeSilenceOfTheSameLength() throws Exception {
        try (ThreadPoolExecutor writer =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1))) {
            CountDownLatch slow = new CountDownLatch(1);
            CountDownLatch closed = new CountDownLatch(1);
            writer.execute(() -> await(slow));
            Path complete = folder.resolve("x.wav");
            SecondBySecond sink = new SecondBySecond(
                    1, new WavFile(folder.resolve("x.part"), complete, 1), writer, closed::countDown);

            for (int second = 1; second <= 3; second++) {
                sink.write(loud(second), 8_000); // The first waits, the second and third find no room.
            }
            slow.countDown();
            awaitEmpty(writer);
            sink.write(loud(4), 8_000);
            sink.close();

            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
            byte[] file = Files.readAllBytes(complete);
            assertThat(file).hasSize(HEADER + 4 * SECOND);
            assertThat(new int[] {at(file, 0), at(file, 1), at(file, 2), at(file, 3)})
                    .containsExactly(1, 0, 0, 4);
        }
    }

    private static short[] loud(int value) {
        short[] samples = new short[8_000];
        Arrays.fill(samples, (short) value);
        return samples;
    }

    private static int at(byte[] file, int second) {
        return file[HEADER + second * SECOND + 100];
    }

    private static void awaitEmpty(ThreadPoolExecutor writer) throws InterruptedException {
        CountDownLatch idle = new CountDownLatch(1);
        writer.getQueue().put(idle::countDown);
        assertThat(idle.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
