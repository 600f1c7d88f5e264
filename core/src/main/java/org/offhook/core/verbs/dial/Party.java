package org.offhook.core.verbs.dial;

import org.offhook.core.trunks.Route;

/// One way to one of those who are called; a user with three devices is three parties.
///
/// @param to as the application is to see it
record Party(Noun noun, String to, Route route) {}
