package org.offhook.server.phone;

import java.time.Duration;

/// A line that the far end said it spoke.
///
/// @param at    when its caption arrived, since the call was begun
/// @param sound whether sound was received until the next line
public record Heard(Duration at, String text, boolean sound) {}
