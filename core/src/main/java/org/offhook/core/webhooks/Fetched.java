package org.offhook.core.webhooks;

import org.jspecify.annotations.Nullable;
import org.offhook.core.web.WebResult.Answered;

/// What came of fetching a URL.
sealed interface Fetched {

    /// A status of 200 to 299.
    ///
    /// @param url where it came from in the end
    record Good(Answered answer, String url) implements Fetched {}

    /// No answer, or one that says no.
    ///
    /// @param url  that failed
    /// @param code contract §24
    /// @param exchange the last one, or null when nothing was sent
    record Bad(String url, int code, String message, int status, Witness.@Nullable Exchanged exchange)
            implements Fetched {}
}
