package org.offhook.core.streams;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.media.SoundSource;
import org.offhook.protocols.g711.G711;

/// What an application has sent and the call is to hear: sound, and marks between. One thread adds, the media
/// shard reads.
///
/// After silence, sound is held back for a moment, so that an application that sends as it speaks, packet by
/// packet, is heard without gaps.
final class Speaker implements SoundSource {

    /// Frames for which the first sound after silence waits for more: 40 ms.
    private static final int HELD = 2;

    private static final int FRAME = 160;

    private final StreamLimits limits;
    private final Consumer<String> marks;
    private volatile Waiting waiting = new Waiting();
    private @Nullable Waiting reading;
    private byte @Nullable [] current;
    private int position;
    private boolean idle = true;
    private int held;

    private sealed interface Piece {
        record Sound(byte[] ulaw) implements Piece {}

        record Mark(String name) implements Piece {}
    }

    /// What was added since the last clear.
    private static final class Waiting {
        private final Queue<Piece> pieces = new ConcurrentLinkedQueue<>();
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicInteger bytes = new AtomicInteger();

        private void add(Piece piece) {
            count.incrementAndGet();
            pieces.add(piece);
        }

        private @Nullable Piece take() {
            Piece piece = pieces.poll();
            if (piece != null) {
                count.decrementAndGet();
            }
            return piece;
        }
    }

    /// @param marks told the name of each mark when all sound before it has been heard, or was cleared
    Speaker(StreamLimits limits, Consumer<String> marks) {
        this.limits = limits;
        this.marks = marks;
    }

    /// @return false when too much waits already; then it is not taken
    boolean add(byte[] ulaw) {
        Waiting now = waiting;
        long most = limits.buffer().toMillis() * Audio.RATE / 1000;
        if (now.bytes.get() + ulaw.length > most || now.count.get() >= limits.pieces()) {
            return false;
        }
        now.bytes.addAndGet(ulaw.length);
        now.add(new Piece.Sound(ulaw));
        return true;
    }

    /// @return false when too much waits already; then it is not taken
    boolean mark(String name) {
        Waiting now = waiting;
        if (now.count.get() >= limits.pieces()) {
            return false;
        }
        now.add(new Piece.Mark(name));
        return true;
    }

    /// Forgets the sound that waits; its marks are told at once.
    void clear() {
        Waiting old = waiting;
        waiting = new Waiting();
        for (Piece piece = old.take(); piece != null; piece = old.take()) {
            if (piece instanceof Piece.Mark(String name)) {
                marks.accept(name);
            }
        }
    }

    @Override
    public boolean read(short[] frame) {
        Waiting now = waiting;
        if (!now.equals(reading)) {
            reading = now;
            current = null;
        }
        if (idle && !ripe(now)) {
            return false;
        }
        int filled = fill(now, frame);
        idle = filled == 0;
        for (int i = filled; i < FRAME && !idle; i++) {
            frame[i] = 0;
        }
        return !idle;
    }

    private boolean ripe(Waiting now) {
        boolean any = now.count.get() > 0;
        boolean soundFirst = now.pieces.peek() instanceof Piece.Sound;
        boolean wait = any && soundFirst && held < HELD && now.bytes.get() < (HELD + 1) * FRAME;
        held = wait ? held + 1 : 0;
        return any && !wait;
    }

    private int fill(Waiting now, short[] frame) {
        int filled = 0;
        while (filled < FRAME || now.pieces.peek() instanceof Piece.Mark) {
            byte[] from = current;
            if (from == null) {
                switch (now.take()) {
                    case Piece.Sound(byte[] ulaw) -> {
                        current = ulaw;
                        position = 0;
                    }
                    case Piece.Mark(String name) -> marks.accept(name);
                    case null -> {
                        return filled;
                    }
                }
            } else {
                int count = Math.min(FRAME - filled, from.length - position);
                for (int i = 0; i < count; i++) {
                    frame[filled++] = G711.fromUlaw(from[position++]);
                }
                now.bytes.addAndGet(-count);
                if (position == from.length) {
                    current = null;
                } else {
                    return filled;
                }
            }
        }
        return filled;
    }
}
