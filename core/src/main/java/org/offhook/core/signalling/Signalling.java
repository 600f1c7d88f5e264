package org.offhook.core.signalling;

import java.util.function.Consumer;

/// Where outgoing calls leave. Safe from any thread; never blocks.
public interface Signalling {

    /// Sends an INVITE. What becomes of it arrives at `events`, beginning with [LegEvent.Ringing],
    /// [LegEvent.Answered] or [LegEvent.Refused]; exactly one of [LegEvent.Refused], [LegEvent.NotAdmitted] and
    /// [LegEvent.Ended] is the last.
    ///
    /// @param events called on the signalling loop: must not block
    SipLeg invite(OutgoingInvite invite, Consumer<LegEvent> events);
}
