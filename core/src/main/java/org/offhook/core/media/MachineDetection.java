package org.offhook.core.media;

import java.time.Duration;

/// How to find out whether a person or a machine has answered (contract §11).
///
/// @param untilEnd        `DetectMessageEnd`: a machine is told when its greeting is over, not when it is known
/// @param timeout         the answer is [AnsweredBy#UNKNOWN] then
/// @param speechThreshold who speaks longer without a pause is a machine
/// @param speechEnd       so much silence ends what is said
/// @param silence         who says nothing for so long from the answer on is unknown
public record MachineDetection(
        boolean untilEnd, Duration timeout, Duration speechThreshold, Duration speechEnd, Duration silence) {

    public static final int LEAST_TIMEOUT = 3;
    public static final int TIMEOUT = 30;
    public static final int MOST_TIMEOUT = 60;
    public static final int LEAST_THRESHOLD = 1000;
    public static final int THRESHOLD = 2400;
    public static final int MOST_THRESHOLD = 6000;
    public static final int LEAST_END = 500;
    public static final int END = 1200;
    public static final int MOST_END = 5000;
    public static final int LEAST_SILENCE = 2000;
    public static final int SILENCE = 5000;
    public static final int MOST_SILENCE = 10_000;

    /// @param timeout in seconds; the others in milliseconds
    public static MachineDetection of(boolean untilEnd, int timeout, int threshold, int end, int silence) {
        return new MachineDetection(
                untilEnd,
                Duration.ofSeconds(timeout),
                Duration.ofMillis(threshold),
                Duration.ofMillis(end),
                Duration.ofMillis(silence));
    }
}
