package org.offhook.core.presence;

import java.time.Duration;

/// What may be published.
///
/// @param users      who have published something, of all accounts; the first PUBLISH of one more gets 503
/// @param perAccount of these, of one account
/// @param each       publications of one user; one more gets 403
/// @param shortest   seconds; less gets 423
/// @param longest    seconds; more is shortened
/// @param pace       the least time between two NOTIFYs about presence to one watcher
public record PresenceLimits(int users, int perAccount, int each, long shortest, long longest, Duration pace) {

    public static final PresenceLimits STANDARD =
            new PresenceLimits(100_000, 10_000, 10, 60, 3_600, Duration.ofSeconds(5));
}
