package org.offhook.core.signalling;

import java.time.Duration;

/// How many subscriptions to events one shard holds, and for how long. Beyond a number a subscriber is told to come
/// back (503); who asks for less time than the least is refused (423), who asks for more gets the most.
///
/// @param total      of all accounts
/// @param perAccount of the users of one account
/// @param perSource  that came from one address
public record SubscriptionLimits(int total, int perAccount, int perSource, Duration shortest, Duration longest) {

    public static final SubscriptionLimits STANDARD =
            new SubscriptionLimits(20_000, 5_000, 2_000, Duration.ofSeconds(60), Duration.ofHours(1));
}
