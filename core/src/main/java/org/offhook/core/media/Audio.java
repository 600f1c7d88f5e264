package org.offhook.core.media;

import java.time.Duration;

/// Sound in memory, ready to be played: 16-bit samples, one channel, 8,000 a second.
///
/// Immutable; the array is not copied and must not be changed by whoever made it.
public final class Audio {

    public static final int RATE = 8000;

    private final short[] samples;
    private final String caption;

    /// @param caption what it says or is, for the timeline and the heard transcript
    public Audio(short[] samples, String caption) {
        this.samples = samples;
        this.caption = caption;
    }

    public int length() {
        return samples.length;
    }

    public short sample(int index) {
        return samples[index];
    }

    /// Copies samples from `from` on; what lies behind the end is silence.
    ///
    /// @return how many were there
    public int read(int from, short[] into, int offset, int count) {
        int there = Math.clamp(samples.length - from, 0, count);
        System.arraycopy(samples, Math.min(from, samples.length), into, offset, there);
        java.util.Arrays.fill(into, offset + there, offset + count, (short) 0);
        return there;
    }

    public String caption() {
        return caption;
    }

    public Audio captioned(String other) {
        return new Audio(samples, other);
    }

    public Duration duration() {
        return Duration.ofNanos(samples.length * (1_000_000_000L / RATE));
    }

    /// Nothing to hear, for so long.
    public static Audio silence(Duration duration) {
        return new Audio(new short[Math.toIntExact(duration.toMillis() * RATE / 1000)], "");
    }
}
