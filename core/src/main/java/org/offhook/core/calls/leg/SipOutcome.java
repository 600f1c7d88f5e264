package org.offhook.core.calls.leg;

import org.offhook.core.calls.CallStatus;

/// What a final SIP status means for a call that was not answered (contract §17).
public final class SipOutcome {

    private SipOutcome() {}

    public static CallStatus of(int status) {
        return switch (status) {
            case 486, 600, 603 -> CallStatus.BUSY;
            case 408, 480, 487 -> CallStatus.NO_ANSWER;
            default -> CallStatus.FAILED;
        };
    }
}
