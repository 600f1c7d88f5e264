package org.offhook.server.phone;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.recordings.RecordingSink;

/// What the phone does in its call.
///
/// @param presses     keys and when they are pressed
/// @param say         played once the call is answered, or null
/// @param record      gets what the far end says, 8,000 samples a second, or null; closed at the end
/// @param expect      texts that must be heard, whatever their case
/// @param hangUpAfter since the answer
/// @param patience    how long it rings, or waits to be called
public record PhonePlan(
        List<Press> presses,
        @Nullable Audio say,
        @Nullable RecordingSink record,
        List<String> expect,
        Duration hangUpAfter,
        Duration patience) {

    public PhonePlan {
        presses = List.copyOf(presses);
        expect = List.copyOf(expect);
    }

    /// @param digits 0–9, A–D, `*`, `#`; `w` waits 0.5 s
    /// @param at     since the answer
    public record Press(String digits, Duration at) {}
}
