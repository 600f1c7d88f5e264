package org.offhook.core.verbs.dial;

/// One of several places of a SIP party.
///
/// @param priority the lowest first
/// @param weight   how often it is the first of those with the same priority, 1 and more
record Place(String uri, int priority, int weight) {}
