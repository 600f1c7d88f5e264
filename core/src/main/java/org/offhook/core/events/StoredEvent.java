package org.offhook.core.events;

/// An event and its place in the log.
///
/// @param position 1, 2, 3, … over all accounts in order of commit; a subscriber's cursor
public record StoredEvent(long position, Event event) {}
