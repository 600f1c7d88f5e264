package org.offhook.core.signalling;

import java.time.Duration;

/// How places behind names are left alone that failed (RFC 3263 §4.3).
///
/// @param places that are remembered as down; beyond that the one that failed first is forgotten
/// @param rest how long one is not tried before it is asked by OPTIONS, unless a 503 said otherwise; twice as long
///             after each question without an answer
/// @param longest the most that this becomes
public record OutageLimits(int places, Duration rest, Duration longest) {

    public static final OutageLimits STANDARD = new OutageLimits(1_000, Duration.ofSeconds(30), Duration.ofMinutes(10));
}
