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
/// @param hangUp     the phone hangs up at the first of these
/// @param patience    how long it rings, or waits to be called
public record PhonePlan(
        List<Press> presses,
        @Nullable Audio say,
        @Nullable RecordingSink record,
        List<String> expect,
        List<Cue> hangUp,
        Duration patience) {

    /// When a phone hangs up that was not told when.
    public static final Cue LONGEST = Cue.answered(Duration.ofMinutes(1));

    public PhonePlan {
        presses = List.copyOf(presses);
        expect = List.copyOf(expect);
        hangUp = List.copyOf(hangUp);
    }

    /// A moment in a call.
    ///
    /// @param heard words of a caption from which the time counts; null: it counts from the answer
    public record Cue(@Nullable String heard, Duration later) {

        public static Cue answered(Duration later) {
            return new Cue(null, later);
        }
    }

    /// @param digits 0–9, A–D, `*`, `#`; `w` waits 0.5 s
    public record Press(String digits, Cue at) {}
}
