package org.offhook.server.phone;

import org.offhook.core.media.MediaEvent;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.SipLeg;

/// What arrives in the mailbox of a phone's call.
sealed interface PhoneSignal {

    record Called(IncomingInvite invite, SipLeg leg) implements PhoneSignal {}

    record Sip(LegEvent event) implements PhoneSignal {}

    record Media(MediaEvent event) implements PhoneSignal {}

    /// The phone's owner wants to hang up.
    record Leave() implements PhoneSignal {}
}
