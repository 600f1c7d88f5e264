package org.offhook.core.verbs.dial;

import org.offhook.core.trunks.Route;

/// One way to one of those who are called; a user with three devices is three parties.
///
/// @param to as the application is to see it
record Party(Noun noun, String to, Route route) {

    /// 0 for those to ring first, 1 for those when none of them answered, and so on.
    int rank() {
        return route instanceof Route.Outside outside ? outside.rank() : 0;
    }
}
