package org.offhook.core.verbs;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;

/// The three attributes by which a verb asks to be told of its recording.
///
/// @param callback as written, or null
/// @param events   which of `in-progress`, `completed`, `absent`
public record RecordingWishes(@Nullable Hook callback, List<String> events) {

    private static final int BAD_CALLBACK = 13256;
    private static final int BAD_EVENT = 13621;
    private static final Set<String> EVENTS = Set.of("in-progress", "completed", "absent");

    public static RecordingWishes read(Reading element) {
        element.without("the other attributes say how to record.", "recordingConfigurationId");
        Hook callback = element.hook("recordingStatusCallback", "recordingStatusCallbackMethod", BAD_CALLBACK);
        List<String> events = element.words("recordingStatusCallbackEvent", List.of("completed"), EVENTS, BAD_EVENT);
        return new RecordingWishes(callback, events);
    }
}
