package org.offhook.protocols.rtp;

/// Counts what arrives from one source, for receiver reports (RFC 3550 A.1, A.3, A.8).
///
/// A jump of the sequence by more than a dropout counts as a restart of the sender as soon as a second packet
/// follows it; one stray packet changes nothing. A change of SSRC starts the counts of the stream afresh and
/// keeps the totals.
public final class ReceptionStatistics {
    private static final int MAX_DROPOUT = 3_000;
    private static final int MAX_MISORDER = 100;
    private static final int NONE = -1;

    /// A transit time that moved by more than this is a jump of somebody's clock and says nothing about jitter.
    private static final int JITTER_JUMP = 8_000;

    private boolean started;
    private int ssrc;
    private int maxSequence;
    private int cycles;
    private int baseSequence;
    private int expectedRestart = NONE;
    private long received;
    private long totalReceived;
    private long lostBefore;
    private int transit;
    private int jitter16;
    private long expectedPrior;
    private long receivedPrior;

    /// Takes one packet of audio or events.
    ///
    /// @param arrival time of arrival in RTP units, any origin
    /// @return false when the packet lies outside the stream so far: it is a stray or the first of a restart
    public boolean packet(int source, int sequence, int timestamp, int arrival) {
        if (!started || source != ssrc) {
            begin(source, sequence);
        } else if (!follow(sequence)) {
            return false;
        }
        received++;
        totalReceived++;
        int now = arrival - timestamp;
        int moved = Math.abs(now - transit);
        transit = now;
        if (received > 1 && moved >= 0 && moved < JITTER_JUMP) {
            jitter16 += moved - ((jitter16 + 8) >> 4);
        }
        return true;
    }

    private void begin(int source, int sequence) {
        lostBefore = started ? lost() : 0;
        started = true;
        ssrc = source;
        restart(sequence);
        jitter16 = 0;
    }

    private void restart(int sequence) {
        baseSequence = sequence;
        maxSequence = sequence;
        cycles = 0;
        received = 0;
        expectedPrior = 0;
        receivedPrior = 0;
        expectedRestart = NONE;
    }

    private boolean follow(int sequence) {
        int ahead = (sequence - maxSequence) & 0xffff;
        if (ahead < MAX_DROPOUT) {
            if (sequence < maxSequence) {
                cycles += 0x10000;
            }
            maxSequence = sequence;
            expectedRestart = NONE;
        } else if (ahead <= 0x10000 - MAX_MISORDER) {
            if (sequence != expectedRestart) {
                expectedRestart = (sequence + 1) & 0xffff;
                return false;
            }
            lostBefore = lost();
            restart(sequence);
        }
        return true;
    }

    /// Packets received in all.
    public long received() {
        return totalReceived;
    }

    /// Packets that should have come and did not, in all; duplicates count against it.
    public long lost() {
        return started ? lostBefore + expected() - received : 0;
    }

    /// In RTP units.
    public int jitter() {
        return jitter16 >> 4;
    }

    public boolean started() {
        return started;
    }

    private long expected() {
        return (long) cycles + maxSequence - baseSequence + 1;
    }

    /// Makes a report block and begins the next interval.
    public RtcpPacket.ReportBlock report(int lastSr, int delaySinceLastSr) {
        long expectedNow = expected() - expectedPrior;
        long lostNow = expectedNow - (received - receivedPrior);
        expectedPrior = expected();
        receivedPrior = received;
        int fraction = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, lostNow * 256 / expectedNow);
        int cumulative = (int) Math.clamp(lost(), -0x800000L, 0x7fffffL);
        return new RtcpPacket.ReportBlock(
                ssrc, fraction, cumulative, cycles + maxSequence, jitter(), lastSr, delaySinceLastSr);
    }
}
