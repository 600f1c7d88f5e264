package org.offhook.adapters.recordings;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import org.offhook.core.media.Audio;
import org.offhook.core.recordings.RecordingSink;

/// Gathers a second of samples on the media shard and hands it to the writer; never blocks. When the writer's
/// queue is full the second is left out; silence of the same length is written as soon as there is room, so
/// that what follows keeps its place in time.
final class SecondBySecond implements RecordingSink {

    private static final int SAMPLE_BYTES = 2;

    private final int capacity;
    private final WavFile file;
    private final ThreadPoolExecutor writer;
    private final Runnable whenClosed;
    private ByteBuffer second;
    private long missing;
    private boolean closed;

    SecondBySecond(int channels, WavFile file, ThreadPoolExecutor writer, Runnable whenClosed) {
        this.capacity = Audio.RATE * channels * SAMPLE_BYTES;
        this.file = file;
        this.writer = writer;
        this.whenClosed = whenClosed;
        this.second = empty();
    }

    @Override
    public void write(short[] samples, int length) {
        for (int i = 0; i < length && !closed; i++) {
            second.putShort(samples[i]);
            if (!second.hasRemaining()) {
                handOver();
            }
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        handOver();
        Runnable finish = () -> {
            file.finish();
            whenClosed.run();
        };
        try {
            writer.execute(finish);
        } catch (RejectedExecutionException full) {
            // The end must not get lost; a thread of its own waits for room.
            Thread.ofVirtual().name("recording-end").start(() -> finishWhenThereIsRoom(finish));
        }
    }

    private void finishWhenThereIsRoom(Runnable finish) {
        try {
            writer.getQueue().put(finish);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOver() {
        ByteBuffer full = second.flip();
        long silence = missing;
        if (!full.hasRemaining() && silence == 0) {
            return;
        }
        try {
            writer.execute(() -> {
                for (long left = silence; left > 0; left -= capacity) {
                    file.append(ByteBuffer.allocate((int) Math.min(left, capacity)));
                }
                file.append(full);
            });
            missing = 0;
        } catch (RejectedExecutionException tooFarBehind) {
            missing += full.limit();
        }
        second = empty();
    }

    private ByteBuffer empty() {
        return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }
}
