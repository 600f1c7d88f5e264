package org.offhook.core.calls.leg;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.offhook.core.calls.CallStatus;

/// How a dialled leg ended.
///
/// @param status    terminal
/// @param sipStatus the SIP status that tells it best, or 0
/// @param callId    its Call-ID
/// @param headers   of the answer or refusal, such as `X-…`
/// @param answered  whether it was ever answered
/// @param duration  from its answer to its end; zero when it was not answered
public record ChildOutcome(
        CallStatus status,
        int sipStatus,
        String callId,
        Map<String, List<String>> headers,
        boolean answered,
        Duration duration) {}
