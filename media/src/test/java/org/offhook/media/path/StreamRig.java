package org.offhook.media.path;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import org.offhook.media.codec.Law;
import org.offhook.protocols.g711.G711;

/// A sender, a network and a ticking receiver in one clock of milliseconds. Every 10 ms of the sent sound has a
/// level of its own, so each frame that comes out tells when it was made: the rig keeps its age, and whether it
/// continues the frame before it.
final class StreamRig {
    private static final int FRAME = 160;
    private static final int LEVELS = 240;
    private static final int UNKNOWN = -1;

    private final JitterBuffer buffer;
    private final int length;
    private final PriorityQueue<Packet> network = new PriorityQueue<>(Comparator.comparingLong(Packet::arrival));
    private final short[] frame = new short[FRAME];
    private final boolean[] broken = new boolean[400_000];
    private final int[] ages = new int[400_000];
    private long sent;
    private int now;
    private int last = UNKNOWN;

    IntUnaryOperator delay = _ -> 0;
    IntSupplier copies = () -> 1;
    double speed = 1;
    int ssrc = 7;
    int offset = 1_000;

    StreamRig(JitterBuffer buffer, int length) {
        this.buffer = buffer;
        this.length = length;
        Arrays.fill(ages, -1);
    }

    private record Packet(long arrival, int ssrc, int timestamp, ByteBuffer payload) {}

    void runUntil(int milliseconds) {
        for (; now < milliseconds; now++) {
            while ((sent + length) / (8.0 * speed) <= now) {
                for (int copy = copies.getAsInt(); copy > 0; copy--) {
                    network.add(new Packet(now + delay.applyAsInt(now), ssrc, (int) sent + offset, payload()));
                }
                sent += length;
            }
            while (!network.isEmpty() && network.peek().arrival <= now) {
                Packet packet = network.remove();
                short[] samples = new short[length];
                Law.PCMU.decode(packet.payload, 0, length, samples, 0);
                buffer.put(packet.ssrc, packet.timestamp, samples, length);
            }
            if (now % 20 == 7) {
                tick();
            }
        }
    }

    private ByteBuffer payload() {
        ByteBuffer payload = ByteBuffer.allocate(length);
        for (int i = 0; i < length; i++) {
            payload.put(i, code((int) ((sent + i) / 80 % LEVELS)));
        }
        return payload;
    }

    /// Codes 0–119 are negative levels, 128–247 positive ones; near silence none.
    private static byte code(int level) {
        return (byte) (level < 120 ? level : level + 8);
    }

    private static int level(short sample) {
        for (int level = 0; level < LEVELS; level++) {
            if (G711.fromUlaw(code(level)) == sample) {
                return level;
            }
        }
        return UNKNOWN;
    }

    private void tick() {
        buffer.take(frame, FRAME);
        int heard = level(frame[FRAME - 1]);
        int moved = Math.floorMod(heard - last, LEVELS);
        broken[now] = heard == UNKNOWN || last == UNKNOWN || moved < 1 || moved > 3;
        if (heard != UNKNOWN) {
            long made = (long) (now * speed / 10);
            ages[now] = Math.floorMod((int) (made - heard), LEVELS) * 10;
        }
        last = heard;
    }

    /// Frames from `from` to `to` that do not continue the one before.
    int breaks(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += broken[i] ? 1 : 0;
        }
        return count;
    }

    /// Mean age in milliseconds of what was heard in the second before.
    int ageAt(int milliseconds) {
        return (int) Arrays.stream(ages, milliseconds - 1_000, milliseconds)
                .filter(age -> age >= 0)
                .average()
                .orElse(10_000);
    }
}
