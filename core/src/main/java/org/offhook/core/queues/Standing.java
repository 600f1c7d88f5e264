package org.offhook.core.queues;

import java.time.Duration;

/// How a queue stands, for one of its members or for all.
///
/// @param position 1 for the one who is next; 0 for nobody in particular
/// @param size     how many wait
/// @param average  how long they have waited so far
public record Standing(int position, int size, Duration average) {}
