package org.offhook.media.shard;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.offhook.core.time.Clock;
import org.offhook.media.net.Sockets;
import org.offhook.protocols.rtp.RtpPacket;

/// A duty cycle over many legs, to be turned by one thread.
///
/// Every 5 ms the sockets are drained, and packets of bridged legs leave again at once. Every leg has a frame
/// of 20 ms; the legs are spread over the four ticks of a frame so that packets leave in small bursts. Time
/// comes in as an argument; what lies in the past is caught up with, up to a limit, so a pause of the machine
/// shifts nobody's clock.
///
/// All fields but the two queues' ends belong to the thread that calls [#tick].
public final class MediaShard {
    /// How often sockets are drained.
    static final long TICK = 5_000_000L;

    /// Ticks in a frame.
    static final int PHASES = 4;

    /// Ticks that are caught up with; a longer pause, 200 ms, is left out.
    private static final int MOST_MISSED = 40;

    /// Ticks over which lateness is smoothed.
    private static final int SMOOTHING = 64;

    /// Frames between a leg's housekeeping: a second.
    private static final int HOUSEKEEPING = 50;

    private static final long SAMPLE = 125_000L;
    private static final int LARGEST_PACKET = 2_048;

    private final Sockets sockets;
    private final Clock clock;
    private final LongSupplier random;
    private final MediaSettings settings;
    private final Consumer<RuntimeException> faults;
    private final Queue<Inbox> ready = new ConcurrentLinkedQueue<>();
    private final AtomicInteger opened = new AtomicInteger();

    private final List<List<Leg>> legs =
            List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private final List<Room> rooms = new ArrayList<>();
    private final ByteBuffer input = ByteBuffer.allocateDirect(LARGEST_PACKET);
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(LARGEST_PACKET);
    private final RtpPacket view = new RtpPacket();
    private final short[] frame = new short[Leg.FRAME];
    private final short[] work = new short[LARGEST_PACKET];

    private boolean started;
    private long origin;
    private long now;
    private long due;
    private long tick;
    private long lateness;
    private volatile long shownLateness;
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong latest = new AtomicLong();
    private final MediaTotals totals = new MediaTotals();

    /// @param sockets polled by this shard only
    /// @param clock for wall-clock time in reports; ticks bring their own time
    /// @param random for SSRCs and the like; safe from any thread
    /// @param faults told of exceptions, which are bugs; for the log
    public MediaShard(
            Sockets sockets,
            Clock clock,
            LongSupplier random,
            MediaSettings settings,
            Consumer<RuntimeException> faults) {
        this.faults = faults;
        this.sockets = sockets;
        this.clock = clock;
        this.random = random;
        this.settings = settings;
    }

    /// Does all that is due.
    ///
    /// @param nanos monotonic time
    /// @return nanoseconds until the next tick is due, at least 0
    public long tick(long nanos) {
        if (!started) {
            started = true;
            origin = nanos;
            due = nanos;
        }
        now = nanos;
        for (Inbox inbox = ready.poll(); inbox != null; inbox = ready.poll()) {
            inbox.run();
        }
        sockets.poll();
        if (nanos - due > latest.getPlain()) {
            latest.set(nanos - due);
        }
        lateness += (Math.max(0, nanos - due) - lateness) / SMOOTHING;
        shownLateness = lateness;
        long missed = (nanos - due) / TICK - MOST_MISSED;
        if (missed > 0) {
            skipped.addAndGet(missed);
            tick += missed;
            due += missed * TICK;
        }
        while (due - nanos <= 0) {
            frames();
            tick++;
            due += TICK;
        }
        return due - nanos;
    }

    private void frames() {
        int phase = (int) (tick % PHASES);
        int samples = (int) ((due - origin) / SAMPLE);
        for (int i = 0; i < rooms.size(); i++) {
            if (rooms.get(i).phase() == phase) {
                rooms.get(i).frame(tick);
            }
        }
        List<Leg> turn = legs.get(phase);
        long frameNumber = tick / PHASES;
        for (int i = 0; i < turn.size(); i++) {
            Leg leg = turn.get(i);
            try {
                leg.frame(tick, samples);
                if ((frameNumber + i) % HOUSEKEEPING == 0) {
                    leg.housekeeping();
                }
            } catch (RuntimeException bug) {
                failed(leg, bug);
            }
        }
    }

    /// A bug that one leg met ends that leg's sound and nobody else's.
    void failed(Leg leg, RuntimeException bug) {
        faults.accept(bug);
        leg.close();
    }

    // For any thread

    /// Runs an inbox at the next tick.
    void ready(Inbox inbox) {
        ready.add(inbox);
    }

    /// The next phase in turn, so that legs spread evenly.
    int nextPhase() {
        return Math.floorMod(opened.getAndIncrement(), PHASES);
    }

    Sockets sockets() {
        return sockets;
    }

    /// Ticks that were left out after pauses too long to catch up with.
    public long skippedTicks() {
        return skipped.get();
    }

    /// Packets of all legs.
    public MediaTotals totals() {
        return totals;
    }

    /// By how much ticks come after their time of late, in nanoseconds: the mean, in which the last third of a second
    /// counts most. From any thread.
    public long lateness() {
        return shownLateness;
    }

    /// The longest that a tick came after its time since this was asked last, in nanoseconds.
    public long takeLatest() {
        return latest.getAndSet(0);
    }

    // For the legs and rooms of this shard

    void add(Leg leg) {
        legs.get(leg.phase()).add(leg);
    }

    void remove(Leg leg) {
        legs.get(leg.phase()).remove(leg);
    }

    /// Moves a leg to another phase, so that its frames run with those of the legs it is joined to.
    void rephase(Leg leg, int phase) {
        if (leg.phase() != phase && legs.get(leg.phase()).remove(leg)) {
            leg.phase(phase);
            add(leg);
        }
    }

    void add(Room room) {
        rooms.add(room);
    }

    void remove(Room room) {
        rooms.remove(room);
    }

    ByteBuffer input() {
        return input;
    }

    ByteBuffer scratch() {
        return scratch;
    }

    RtpPacket view() {
        return view;
    }

    /// Samples of the frame that is being made; everybody's in turn.
    short[] frame() {
        return frame;
    }

    /// Room for the samples of one packet.
    short[] work() {
        return work;
    }

    /// The time of this tick.
    long now() {
        return now;
    }

    /// The same in samples since the shard began.
    int samplesNow() {
        return (int) ((now - origin) / SAMPLE);
    }

    Clock clock() {
        return clock;
    }

    Consumer<RuntimeException> faults() {
        return faults;
    }

    long random() {
        return random.getAsLong();
    }

    MediaSettings settings() {
        return settings;
    }
}
