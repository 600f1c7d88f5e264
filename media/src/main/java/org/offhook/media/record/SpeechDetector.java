package org.offhook.media.record;

/// Tells speech from silence by level, frame by frame. The level of the background is learned: it follows quiet
/// frames at once and loud ones slowly, and speech is what stands clearly above it. After speech a hangover
/// bridges the pauses within words.
public final class SpeechDetector {
    /// Mean squares: about −50 dBm0, below which nothing is speech, and −26 dBm0, above which everything is.
    private static final long FLOOR = 10_000;

    private static final long CEILING = 2_500_000;

    /// Speech stands above the background by this factor of power, 9 dB.
    private static final int ABOVE = 8;

    /// Frames for which speech lasts on after it was heard: 200 ms.
    private static final int HANGOVER = 10;

    private long background = FLOOR;
    private int hangover;
    private boolean loud;

    /// @return whether this frame belongs to speech
    public boolean speech(short[] frame, int count) {
        long square = 0;
        for (int i = 0; i < count; i++) {
            square += frame[i] * frame[i];
        }
        long level = square / count;
        loud = level > CEILING || (level > FLOOR && level > background * ABOVE);
        background = level < background ? level : Math.min(background + background / 64 + 1, CEILING);
        hangover = loud ? HANGOVER : Math.max(0, hangover - 1);
        return hangover > 0;
    }

    /// Whether the frame taken last was speech by itself, without hangover.
    public boolean loud() {
        return loud;
    }
}
