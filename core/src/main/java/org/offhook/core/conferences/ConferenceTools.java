package org.offhook.core.conferences;

import java.net.URI;
import org.offhook.core.events.EventLog;
import org.offhook.core.ids.Sids;
import org.offhook.core.media.MediaServer;
import org.offhook.core.recordings.RecordingFiles;
import org.offhook.core.script.Scripts;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;
import org.offhook.core.usage.Prices;
import org.offhook.core.webhooks.Deliveries;

/// What conferences work with.
///
/// @param url where the REST API is reached from outside, without a slash at the end
public record ConferenceTools(
        Clock clock,
        Scripts scripts,
        Sids sids,
        Store store,
        EventLog log,
        Deliveries deliveries,
        MediaServer media,
        RecordingFiles recordings,
        URI url,
        Prices prices) {}
