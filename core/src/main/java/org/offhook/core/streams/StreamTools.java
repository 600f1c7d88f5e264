package org.offhook.core.streams;

/// What streams work with.
///
/// @param plain whether `ws` is allowed beside `wss` (profile `dev`)
public record StreamTools(StreamSockets sockets, boolean plain, StreamLimits limits, StreamCounters counters) {}
