package org.offhook.core.signalling;

import java.time.Duration;

/// What is done about those who guess passwords. From the third tenth of the wrong passwords that are allowed, for
/// people mistype, the time for which nothing more is believed grows with every tenth, twice as much each time.
///
/// @param perUser   wrong passwords for one user from one address before both are shut out together
/// @param perSource wrong passwords from one address before it is shut out
/// @param shutOut   for how long
/// @param delay     how long after three tenths of them no password is looked at; zero: each is
/// @param longest   the most that this becomes
public record GuessLimits(int perUser, int perSource, Duration shutOut, Duration delay, Duration longest) {

    public static final GuessLimits STANDARD =
            new GuessLimits(10, 100, Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofSeconds(30));

    private static final int PARTS = 10;

    /// The first that is followed by a pause.
    private static final int FIRST = 3;

    /// How long after the latest of so many wrong passwords the next one is not looked at, in nanoseconds.
    ///
    /// @param most how many are allowed
    public long pause(int wrong, int most) {
        int parts = (int) ((long) wrong * PARTS / most);
        long first = delay.toNanos();
        return parts < FIRST || first == 0 ? 0 : Math.min(longest.toNanos(), first << Math.min(parts - FIRST, PARTS));
    }
}
