package org.offhook.server.config;

import java.time.Duration;
import org.offhook.core.presence.PresenceLimits;
import org.offhook.core.signalling.SubscriptionLimits;

/// Reads what phones may subscribe to and publish.
final class EventSettings {

    private EventSettings() {}

    static SubscriptionLimits subscriptions(Settings settings) {
        return new SubscriptionLimits(
                settings.number("subscriptions.total", 0, 1_000_000),
                settings.number("subscriptions.per-account", 0, 1_000_000),
                settings.number("subscriptions.per-source", 0, 1_000_000),
                settings.duration("subscriptions.shortest", Duration.ofSeconds(1), Duration.ofDays(1)),
                settings.duration("subscriptions.longest", Duration.ofSeconds(10), Duration.ofDays(1)));
    }

    static PresenceLimits presence(Settings settings) {
        SubscriptionLimits times = subscriptions(settings);
        return new PresenceLimits(
                settings.number("presence.users", 0, 10_000_000),
                settings.number("presence.per-account", 0, 10_000_000),
                PresenceLimits.STANDARD.each(),
                times.shortest().toSeconds(),
                times.longest().toSeconds(),
                settings.duration("presence.pace", Duration.ofMillis(100), Duration.ofHours(1)));
    }
}
