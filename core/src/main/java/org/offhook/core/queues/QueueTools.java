package org.offhook.core.queues;

import org.offhook.core.events.EventLog;
import org.offhook.core.ids.Sids;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;

/// What queues work with.
public record QueueTools(Clock clock, Sids sids, Store store, EventLog log) {}
