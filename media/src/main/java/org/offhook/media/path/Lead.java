package org.offhook.media.path;

/// How far sound that is passed on runs ahead of its time, and so how much of it waits at the far end.
///
/// A far end that falls silent for a while gets silence of ours meanwhile; when the network then brings at once
/// what it had held back, all of that would be heard, and everything after it as much later. So what runs too far
/// ahead is left out, and a lead that stays is taken back by a packet now and then.
final class Lead {
    /// Samples that sound may run ahead: 200 ms. Jitter is less.
    static final int MOST = 1_600;

    /// Samples that it may stay ahead by: 60 ms.
    static final int USUAL = 480;

    /// Packets after which one is left out, when none of them was late.
    private static final int WINDOW = 50;

    private int least = Integer.MAX_VALUE;
    private int seen;

    /// Another run of packets begins.
    void restart() {
        least = Integer.MAX_VALUE;
        seen = 0;
    }

    /// Whether the packet that comes now is to be left out.
    ///
    /// @param ahead samples by which it is ahead of its time
    boolean isTooLong(int ahead) {
        least = Math.min(least, ahead);
        boolean lasting = ++seen >= WINDOW && least > USUAL;
        if (seen >= WINDOW) {
            restart();
        }
        return ahead > MOST || lasting;
    }
}
