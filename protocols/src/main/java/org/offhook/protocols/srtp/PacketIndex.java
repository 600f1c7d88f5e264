package org.offhook.protocols.srtp;

/// Extends the 16 bits of a sequence number to the 48 of a packet's index (RFC 3711 §3.3.1, appendix A).
final class PacketIndex {

    private long rollover;
    private int highest = -1;

    /// The index that a packet of this sequence number most likely has; never negative.
    long guess(int sequence) {
        if (highest < 0) {
            return sequence;
        }
        long counter = rollover;
        if (highest < 0x8000) {
            counter -= sequence - highest > 0x8000 && rollover > 0 ? 1 : 0;
        } else {
            counter += highest - 0x8000 > sequence ? 1 : 0;
        }
        return counter << 16 | sequence;
    }

    /// A packet was sent, or taken.
    void take(long index) {
        if (highest < 0 || index > (rollover << 16 | highest)) {
            rollover = index >>> 16;
            highest = (int) (index & 0xffff);
        }
    }
}
