package org.offhook.core.signalling.event;

import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;

/// Told that users of an account may have ceased to be, or may not watch any more.
@FunctionalInterface
public interface Review {

    Review NOBODY = (_, _) -> {};

    /// Ends the subscriptions of and to those who are no users any more. From any thread; it does not wait.
    ///
    /// @param removed the name of a user that was taken out of a list, or null
    void review(Sid account, @Nullable String removed);
}
