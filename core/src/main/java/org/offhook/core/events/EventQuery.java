package org.offhook.core.events;

import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;

/// A stretch of the log, oldest first.
///
/// @param account only this account's; null only for the platform itself
/// @param subject only about this; null for all
/// @param after   only later positions; 0 for the beginning
/// @param limit   at most so many
public record EventQuery(@Nullable Sid account, @Nullable Sid subject, long after, int limit) {

    public static EventQuery about(Sid account, Sid subject) {
        return new EventQuery(account, subject, 0, 10_000);
    }
}
