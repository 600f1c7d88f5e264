package org.offhook.core.calls.leg;

import org.offhook.core.calls.CallStatus;

/// How the last Dial of a leg went.
///
/// @param reached   whether somebody was joined with the caller
/// @param status    as `DialCallStatus`
/// @param sipStatus that tells best why nobody was reached, or 0
public record Dialled(boolean reached, CallStatus status, int sipStatus) {

    public static final Dialled NOBODY = new Dialled(false, CallStatus.FAILED, 0);
}
