package org.offhook.core.events;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is to be logged: an [Event] before [EventLog] has named and numbered it.
///
/// @param data in the order in which a person wants to read it
public record Happening(Instant time, EventType type, Map<String, String> data) {

    public Happening {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /// @param data names and values in turn; a null value is left out with its name
    public static Happening of(Instant time, EventType type, @Nullable String... data) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i + 1 < data.length; i += 2) {
            String name = data[i];
            String value = data[i + 1];
            if (name != null && value != null) {
                map.put(name, value);
            }
        }
        return new Happening(time, type, map);
    }
}
