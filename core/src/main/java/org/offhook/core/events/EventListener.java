package org.offhook.core.events;

import org.offhook.core.ids.Sid;

/// Looks on while events are logged, for metrics and the like. What must not be missed reads the log instead: a
/// listener hears of an event before it is durable.
@FunctionalInterface
public interface EventListener {

    EventListener NOBODY = (account, subject, happening) -> {};

    /// Called by whoever logs; must be quick and must not throw.
    void happened(Sid account, Sid subject, Happening happening);
}
