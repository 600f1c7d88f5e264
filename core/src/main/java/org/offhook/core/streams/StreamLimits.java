package org.offhook.core.streams;

import java.time.Duration;

/// What a stream may cost.
///
/// @param perCall  streams of one call at once; one more gets error 31960
/// @param backlog  sound that waits for a slow application, each track for itself; the oldest is left out
/// @param buffer   sound of an application that waits to be heard; more is left out (warning 31930)
/// @param pieces   messages of an application that wait to be heard; more are left out
/// @param patience how long connecting may take (error 31901)
/// @param longest  characters in one message of an application; a longer one ends the stream (error 31924)
public record StreamLimits(int perCall, Duration backlog, Duration buffer, int pieces, Duration patience, int longest) {

    public static final StreamLimits STANDARD =
            new StreamLimits(4, Duration.ofSeconds(5), Duration.ofMinutes(3), 20_000, Duration.ofSeconds(10), 1 << 20);

    public StreamLimits with(int newPerCall, Duration newBuffer) {
        return new StreamLimits(newPerCall, backlog, newBuffer, pieces, patience, longest);
    }
}
