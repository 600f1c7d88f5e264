package org.offhook.api.v2010;

import java.util.Set;
import org.offhook.api.rest.Fields;
import org.offhook.core.calls.PlaceCall.RecordingWish;

/// How a call that REST asks for is to be recorded, and who hears of it.
public final class RecordingFields {

    private static final Set<String> CHANNELS = Set.of("mono", "dual", "1", "2");
    private static final Set<String> TRIMS = Set.of("trim-silence", "do-not-trim", "true", "false");
    private static final Set<String> EVENTS = Set.of("in-progress", "completed", "absent");

    private RecordingFields() {}

    public static RecordingWish of(Fields fields) {
        String channels = fields.choice("RecordingChannels", "mono", CHANNELS, 20422);
        String trim = fields.choice("Trim", "trim-silence", TRIMS, 20422);
        return new RecordingWish(
                channels.equals("dual") || channels.equals("2") ? 2 : 1,
                trim.equals("trim-silence") || trim.equals("true"),
                fields.hook("RecordingStatusCallback", "RecordingStatusCallbackMethod", 21609, 21209),
                fields.choices("RecordingStatusCallbackEvent", EVENTS, 21626));
    }
}
