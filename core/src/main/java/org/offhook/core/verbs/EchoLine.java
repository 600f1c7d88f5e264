package org.offhook.core.verbs;

import java.util.ArrayDeque;
import java.util.Deque;
import org.offhook.core.media.SoundSource;
import org.offhook.core.media.Tap;

/// What the far end says, said back. Used by the media shard alone.
final class EchoLine implements Tap, SoundSource {

    /// 100 ms; when frames come faster than they are asked for, the oldest are left out.
    private static final int MOST = 5;

    private final Deque<short[]> frames = new ArrayDeque<>();

    @Override
    public void frame(short[] theirs, short[] ours) {
        if (frames.size() == MOST) {
            frames.removeFirst();
        }
        frames.addLast(theirs.clone());
    }

    @Override
    public boolean read(short[] frame) {
        short[] next = frames.pollFirst();
        if (next == null) {
            return false;
        }
        System.arraycopy(next, 0, frame, 0, frame.length);
        return true;
    }
}
