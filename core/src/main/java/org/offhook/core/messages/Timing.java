package org.offhook.core.messages;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a message is to be sent (contract §15).
///
/// @param due     not before this; null for at once
/// @param expires not after this: then it has waited too long
public record Timing(@Nullable Instant due, Instant expires) {

    /// How long a message may wait to be sent, unless it says less.
    public static final Duration VALIDITY = Duration.ofHours(4);

    /// How far ahead a message may be scheduled.
    public static final Duration HORIZON = Duration.ofDays(35);
}
