package org.offhook.core.events;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is to be logged: an [Event] before [EventLog] has named and numbered it.
///
/// @param data in the order in which a person wants to read it
public record Happening(Instant time, EventType type, Map<String, String> data) {

    public Happening {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
