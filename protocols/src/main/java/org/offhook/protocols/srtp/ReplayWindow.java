package org.offhook.protocols.srtp;

/// Which of the latest packets have come (RFC 3711 §3.3.2): each index is taken once, and none that is older
/// than the window.
final class ReplayWindow {

    static final int WIDTH = 64;

    private long highest = -1;
    private long seen;

    /// Whether it may be taken, for its tag is yet to be checked.
    boolean admits(long index) {
        long back = highest - index;
        return index > highest || (back < WIDTH && (seen >>> back & 1) == 0);
    }

    void take(long index) {
        if (index > highest) {
            long ahead = index - highest;
            seen = ahead >= WIDTH ? 1 : seen << ahead | 1;
            highest = index;
        } else {
            seen |= 1L << (highest - index);
        }
    }
}
