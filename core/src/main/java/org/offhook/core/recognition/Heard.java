package org.offhook.core.recognition;

import org.jspecify.annotations.Nullable;

/// What somebody said, as far as it was understood.
public sealed interface Heard {

    /// @param confidence 0 to 1; null when the engine does not say
    record Words(String text, @Nullable Double confidence) implements Heard {}

    /// Sound without words.
    record Nothing() implements Heard {}

    /// @param reason one line for the developer
    record Failed(String reason) implements Heard {}
}
