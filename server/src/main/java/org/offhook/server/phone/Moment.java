package org.offhook.server.phone;

import java.time.Duration;

/// Something that happened in the phone's call.
///
/// @param at   since the call was begun
/// @param text for people
public record Moment(Duration at, Kind kind, String text) {

    public enum Kind {
        WAITS,
        CALL,
        RINGING,
        ANSWERED,
        CAPTION,
        PRESSED,
        SAID,
        KEY,
        ENDED
    }
}
