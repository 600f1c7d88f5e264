package org.offhook.media.shard;

/// Lets each press through once, though it may come as a telephone event and as a tone. Once a far end has sent
/// an event its tones are no longer believed; a tone that was faster than the event of the same press is
/// remembered for half a second.
final class KeyArbiter {
    private static final long SAME_PRESS = 500_000_000L;

    private boolean eventsSeen;
    private char tone;
    private long toneAt;

    /// @return whether the press is new
    boolean event(char key, long now) {
        boolean alreadyHeard = !eventsSeen && key == tone && now - toneAt < SAME_PRESS;
        eventsSeen = true;
        return !alreadyHeard;
    }

    /// @return whether the press is new
    boolean tone(char key, long now) {
        if (eventsSeen) {
            return false;
        }
        tone = key;
        toneAt = now;
        return true;
    }
}
