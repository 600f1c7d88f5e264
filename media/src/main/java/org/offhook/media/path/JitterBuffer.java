package org.offhook.media.path;

import java.util.Arrays;

/// Turns packets that come when they like into a frame of samples at every tick.
///
/// Samples lie in a ring at the place of their timestamp, so order, duplicates and the length of packets do not
/// matter. A play point walks through the ring, one frame a tick. How far the packets are ahead of it when they
/// arrive is watched: when the nearest of two seconds is further ahead than needed, 10 ms are cut out (two
/// samples blended into one place); when one comes too late, the play point waits and the gap is concealed.
/// That also absorbs the drift of the sender's clock.
///
/// Timestamps that lie outside the ring are a new beginning once a second packet confirms them: one stray
/// packet costs nothing, a sender that restarts, jumps or returns after a long silence costs one packet.
final class JitterBuffer {
    /// Samples in the ring: a second.
    static final int SPAN = 8192;

    /// What the play point keeps behind the first packet of a stream: 30 ms.
    private static final int FIRST_DELAY = 240;

    /// Packets may come this close to the play point and no closer before it waits: 5 ms.
    private static final int RESERVE = 40;

    /// Ahead by more than this through a whole window, sound is cut out: 30 ms.
    private static final int TOO_EARLY = 240;

    /// Ahead by more than this for [#RUN] packets, the stream is begun anew: 300 ms.
    private static final int FAR_TOO_EARLY = 2_400;

    /// Later than this is no lateness but another time: 250 ms.
    private static final int FAR_TOO_LATE = 2_000;

    /// Packets that must agree before the stream is begun anew.
    private static final int RUN = 8;

    /// One late packet lets the play point wait for no more: 30 ms.
    private static final int LONGEST_WAIT = 240;

    private static final int WINDOW_PACKETS = 100;
    private static final int CUT = 80;

    /// Stands where no sample has come; no decoder makes it.
    private static final short ABSENT = Short.MIN_VALUE;

    /// Longest frame that is asked for.
    private static final int MAX_FRAME = 160;

    private final short[] ring = new short[SPAN];
    private final Concealer concealer = new Concealer();
    private final short[] work = new short[MAX_FRAME + CUT];

    private boolean started;
    private int ssrc;
    private int playPoint;

    /// The last packet that lay outside the stream: its source and where it ended.
    private boolean strayed;

    private int straySource;
    private int strayEnd;

    /// Packets in a row that were inside the ring and yet far from the play point.
    private int far;

    private int lowest = Integer.MAX_VALUE;
    private int seen;
    private int cut;
    private int wait;
    private long late;

    JitterBuffer() {
        Arrays.fill(ring, ABSENT);
    }

    /// Packets that came too late to be heard.
    long late() {
        return late;
    }

    /// Forgets the stream; the next packet begins one.
    void reset() {
        started = false;
    }

    /// Takes the samples of one packet.
    ///
    /// @param timestamp of the first, in samples
    void put(int source, int timestamp, short[] samples, int count) {
        if (count == 0 || count > SPAN / 4) {
            return;
        }
        if (!started) {
            begin(source, timestamp);
        }
        int ahead = timestamp - playPoint;
        if (source != ssrc || !belongs(ahead, count)) {
            if (!confirmed(source, timestamp, count)) {
                late++;
                return;
            }
            begin(source, timestamp);
            ahead = FIRST_DELAY;
        }
        watch(ahead);
        store(timestamp, ahead, samples, count);
    }

    /// Fills the next frame, of at most 160 samples; what is missing is concealed.
    ///
    /// @return whether there is anything to hear in it
    boolean take(short[] frame, int count) {
        if (!started) {
            Arrays.fill(frame, 0, count, (short) 0);
            return false;
        }
        if (cut >= CUT && complete(count + CUT)) {
            cut -= CUT;
            return takeShortened(frame, count);
        }
        int held = Math.min(wait, count);
        if (held > 0) {
            wait -= held;
            concealer.conceal(frame, 0, held);
        }
        return read(frame, held, count - held) || concealer.audible();
    }

    private void begin(int source, int timestamp) {
        started = true;
        ssrc = source;
        playPoint = timestamp - FIRST_DELAY;
        Arrays.fill(ring, ABSENT);
        strayed = false;
        far = 0;
        lowest = Integer.MAX_VALUE;
        seen = 0;
        cut = 0;
        wait = 0;
    }

    /// Whether a packet so far ahead of the play point is part of the stream. Inside the ring and yet far off,
    /// it is so for a while only: a run of such packets is a stream that moved.
    private boolean belongs(int ahead, int count) {
        if (ahead < -FAR_TOO_LATE || ahead > SPAN - count - MAX_FRAME) {
            return false;
        }
        boolean near = ahead + count > 0 && ahead <= FAR_TOO_EARLY;
        far = near ? 0 : far + 1;
        strayed &= !near;
        return far < RUN;
    }

    /// Whether this packet continues the stray one before it.
    private boolean confirmed(int source, int timestamp, int count) {
        boolean follows = strayed && source == straySource && Math.abs((long) timestamp - strayEnd) <= 2L * count;
        strayed = true;
        straySource = source;
        strayEnd = timestamp + count;
        return follows;
    }

    /// Notes how far ahead a packet came, and lets the play point wait or hurry.
    private void watch(int ahead) {
        if (ahead < RESERVE) {
            if (wait == 0) {
                wait = Math.min(RESERVE - ahead, LONGEST_WAIT);
                cut = 0;
            }
            lowest = Integer.MAX_VALUE;
            seen = 0;
            return;
        }
        lowest = Math.min(lowest, ahead);
        if (++seen == WINDOW_PACKETS) {
            cut = lowest > TOO_EARLY ? lowest - TOO_EARLY / 2 : 0;
            lowest = Integer.MAX_VALUE;
            seen = 0;
        }
    }

    private void store(int timestamp, int ahead, short[] samples, int count) {
        int skip = Math.max(0, -ahead);
        if (skip >= count) {
            late++;
            return;
        }
        int place = (timestamp + skip) & (SPAN - 1);
        int left = count - skip;
        int first = Math.min(left, SPAN - place);
        System.arraycopy(samples, skip, ring, place, first);
        System.arraycopy(samples, skip + first, ring, 0, left - first);
    }

    private boolean complete(int count) {
        for (int i = 0; i < count; i++) {
            if (ring[(playPoint + i) & (SPAN - 1)] == ABSENT) {
                return false;
            }
        }
        return true;
    }

    /// Reads from the play point on and moves it.
    ///
    /// @return whether any sample was there
    private boolean read(short[] into, int from, int count) {
        boolean any = false;
        int run = from;
        int stop = from + count;
        while (run < stop) {
            boolean absent = ring[playPoint & (SPAN - 1)] == ABSENT;
            int end = run;
            while (end < stop && (ring[playPoint & (SPAN - 1)] == ABSENT) == absent) {
                into[end++] = ring[playPoint & (SPAN - 1)];
                ring[playPoint & (SPAN - 1)] = ABSENT;
                playPoint++;
            }
            if (absent) {
                concealer.conceal(into, run, end - run);
            } else {
                concealer.heard(into, run, end - run);
                any = true;
            }
            run = end;
        }
        return any;
    }

    /// Reads 10 ms more than asked for and blends the first 10 ms into the second.
    private boolean takeShortened(short[] frame, int count) {
        boolean any = read(work, 0, count + CUT);
        for (int i = 0; i < CUT; i++) {
            frame[i] = (short) ((work[i] * (CUT - i) + work[i + CUT] * i) / CUT);
        }
        System.arraycopy(work, 2 * CUT, frame, CUT, count - CUT);
        return any;
    }
}
