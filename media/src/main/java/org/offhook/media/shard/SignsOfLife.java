package org.offhook.media.shard;

/// When something last came from a leg's far end, and what follows when nothing does. Times are the shard's
/// nanoseconds.
final class SignsOfLife {
    /// For so long a leg sends nothing when the leg it is bridged to has nothing to pass on. Longer, and far
    /// ends
    /// and NATs take the stream for ended.
    private static final long GAP = 200_000_000L;

    private long soundAt;
    private long anythingAt;
    private long bridgedAt;
    private boolean heard;
    private boolean expected;
    private boolean told;

    /// @param receives whether the far end may send from now on
    void agreed(boolean receives, long now) {
        soundAt = now;
        anythingAt = now;
        expected = receives;
        told = false;
    }

    /// The leg has got another partner, which is given time to hear of it.
    void bridged(long now) {
        bridgedAt = now;
    }

    void sound(long now) {
        event(now);
        told = false;
    }

    void event(long now) {
        soundAt = now;
        anythingAt = now;
        heard = true;
    }

    /// A far end that suppresses silence goes on sending reports (RFC 3550 §6.2).
    void report(long now) {
        anythingAt = now;
    }

    /// Whether there was nothing to pass on for so long that the partner must send something of its own.
    boolean isQuiet(long now) {
        return now - soundAt > GAP && now - bridgedAt > GAP;
    }

    /// Whether a far end that ought to send, and did, has given no sign for `longest`; true once, until there
    /// is
    /// sound again.
    boolean haveEnded(long now, long longest) {
        boolean ended = expected && heard && !told && now - anythingAt > longest;
        told |= ended;
        return ended;
    }
}
