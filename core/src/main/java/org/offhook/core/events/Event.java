package org.offhook.core.events;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.offhook.core.ids.Sid;

/// Something that happened (SPEC EVENT-1).
///
/// @param sid      `EV…`, unique; receivers drop repeats by it
/// @param account  whose it is
/// @param subject  what it is about: a call, message, conference, …
/// @param sequence 0, 1, 2, … per subject, without gaps
/// @param data     in the order in which a person wants to read it; values are never secrets nor typed digits
///                 that the account wants masked
public record Event(
        Sid sid, Sid account, Sid subject, int sequence, Instant time, EventType type, Map<String, String> data) {

    public Event {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
