package org.offhook.core.calls.script;

import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Signal;
import org.offhook.core.media.MediaSession;
import org.offhook.core.script.Mailbox;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.tenancy.Account;
import org.offhook.core.webhooks.Parameters;

/// Makes the leg of a script, known to the desk from then on.
@FunctionalInterface
public interface LegMaker {

    /// @param prepared our answer to the offer of an incoming leg, or null
    /// @param sip      what its INVITE adds to every request
    CallLeg make(
            Account account,
            Call call,
            Mailbox<Signal> mailbox,
            SipLeg leg,
            MediaSession media,
            @Nullable String prepared,
            Parameters sip);
}
