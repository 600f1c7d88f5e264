package org.offhook.core.siprec;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.SoundSource;

/// One side of a call on its way to a recording server: one media shard adds, another reads. Where one side says
/// nothing there is silence, so that both streams keep time.
public final class Feed implements SoundSource {

    /// Frames of 20 ms; what is older is left out.
    private static final int MOST = 10;

    private final Queue<short[]> frames = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /// Takes a copy of 20 ms.
    public void add(short[] frame) {
        if (waiting.get() >= MOST) {
            next();
        }
        waiting.incrementAndGet();
        frames.add(frame.clone());
    }

    @Override
    public boolean read(short[] frame) {
        short[] next = next();
        if (next == null) {
            Arrays.fill(frame, (short) 0);
        } else {
            System.arraycopy(next, 0, frame, 0, Math.min(next.length, frame.length));
        }
        return true;
    }

    private short @Nullable [] next() {
        short[] next = frames.poll();
        if (next != null) {
            waiting.decrementAndGet();
        }
        return next;
    }
}
