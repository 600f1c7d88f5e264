package org.offhook.adapters.httpclient;

import java.time.Duration;

/// The limits of the HTTP client.
///
/// @param exchangesPerAccount exchanges of one account that run at once; more wait
/// @param waitingPerAccount   exchanges of one account that wait; more fail at once
/// @param idlePerAccount      connections that one account keeps for later
/// @param idle                how long a connection is kept; less than the five seconds after which common
///                            servers close, so that few requests meet a closing connection
/// @param lookups             names looked up at once, all accounts together; each takes a platform thread
/// @param lookupsPerAccount   of these, at most so many for one account
/// @param addresses           addresses of one name that are tried
/// @param headerLine          bytes in one line of an answer's head
/// @param headers             lines in an answer's head
/// @param bodies             bytes of answers that are in memory while they are read, all accounts together;
///                           those up to 64 KiB do not count
/// @param bodiesPerAccount   of these, at most so many for one account
/// @param gzipRatio           how much larger than its compressed form a body may be
public record HttpLimits(
        int exchangesPerAccount,
        int waitingPerAccount,
        int idlePerAccount,
        Duration idle,
        int lookups,
        int lookupsPerAccount,
        int addresses,
        int headerLine,
        int headers,
        long bodies,
        long bodiesPerAccount,
        int gzipRatio) {

    public static final HttpLimits DEFAULT =
            new HttpLimits(256, 2_000, 64, Duration.ofSeconds(4), 32, 4, 4, 8_192, 100, 256L << 20, 110L << 20, 100);
}
