package org.offhook.core.conferences;

import org.offhook.core.events.EventLog;
import org.offhook.core.ids.Sids;
import org.offhook.core.media.MediaServer;
import org.offhook.core.script.Scripts;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;
import org.offhook.core.webhooks.Deliveries;

/// What conferences work with.
public record ConferenceTools(
        Clock clock, Scripts scripts, Sids sids, Store store, EventLog log, Deliveries deliveries, MediaServer media) {}
