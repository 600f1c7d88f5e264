package org.offhook.core.calls;

import java.time.Duration;

/// What a call may cost.
///
/// @param calls              live at once in this process; further ones get 503
/// @param documentsPerMinute fetched by one call; beyond it, the call ends with error 14106 (TRUST §2.5,
///                           redirect loop)
/// @param longest            a call without a limit of its own (contract §22)
/// @param start              how late the machine may be with calls that came before; a further one gets 503
/// @param settle             how long the end of a call waits for its recordings to be closed
/// @param outgoing           calls of REST that begin in a second, over all accounts; further ones wait
/// @param waiting            calls of REST that may wait for their turn; further ones get 503
/// @param recordings         of one call at once, beside its verbs; a further one is refused (16108)
public record CallLimits(
        int calls,
        int documentsPerMinute,
        Duration longest,
        Duration start,
        Duration settle,
        int outgoing,
        int waiting,
        int recordings) {

    public static final CallLimits STANDARD = new CallLimits(
            10_000, 100, Duration.ofHours(4), Duration.ofSeconds(1), Duration.ofSeconds(5), 200, 10_000, 4);
}
