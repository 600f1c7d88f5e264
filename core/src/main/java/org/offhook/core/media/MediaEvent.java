package org.offhook.core.media;

import java.time.Duration;

/// What happens to a leg's sound.
public sealed interface MediaEvent {

    /// A key was pressed: 0–9, A–D, `*`, `#`. Once per press, however it was signalled.
    record Digit(char digit) implements MediaEvent {}

    /// A playing or pressing is over.
    ///
    /// @param complete false when it was stopped
    record Played(long id, boolean complete) implements MediaEvent {}

    /// A recording is over and all of it has been handed to the sink.
    ///
    /// @param duration of what was kept, after trimming
    /// @param end      why it ended
    /// @param key      the key that ended it, or 0
    record Recorded(long id, Duration duration, RecordingEnd end, char key) implements MediaEvent {}

    /// Somebody begins to speak; of the listening with this id.
    record Speaks(long id) implements MediaEvent {}

    /// Somebody has said something; of the listening with this id.
    ///
    /// @param sound    from a moment before the first word
    /// @param complete false while it goes on: then the next one has the same beginning
    record Spoken(long id, Audio sound, boolean complete) implements MediaEvent {}

    /// Who has answered; of the detection with this id.
    record Detected(long id, AnsweredBy who) implements MediaEvent {}

    /// Nothing came for a long time from a far end that ought to send and had sent before; configured, 30 s.
    record Silent() implements MediaEvent {}

    enum RecordingEnd {
        KEY,
        SILENCE,
        LONGEST,
        STOPPED
    }
}
