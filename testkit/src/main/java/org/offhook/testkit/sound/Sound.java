package org.offhook.testkit.sound;

import java.time.Duration;

/// What travels through the [Air].
public sealed interface Sound {

    /// Somebody begins to play or say something.
    ///
    /// @param id     unique in the air
    /// @param length how long it will last, unless it is stopped
    record Begins(long id, String caption, Duration length) implements Sound {}

    /// It is over before its time.
    record Stops(long id) implements Sound {}

    /// A key, as an RFC 4733 event.
    record Key(char key) implements Sound {}
}
