package org.offhook.core.emails;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.EventLog;
import org.offhook.core.ids.Sids;
import org.offhook.core.script.Scripts;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;
import org.offhook.core.webhooks.Deliveries;

/// Everything that e-mail works with; wired once.
///
/// @param server null: none is configured, and e-mail is refused
public record EmailTools(
        Clock clock,
        Scheduler scheduler,
        Scripts scripts,
        RandomGenerator random,
        Sids sids,
        Store store,
        EventLog log,
        Deliveries deliveries,
        @Nullable MailServer server,
        EmailLimits limits) {}
