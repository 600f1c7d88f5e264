package org.offhook.core.calls.leg;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.MachineWish;
import org.offhook.core.ids.Sid;
import org.offhook.core.script.Mailbox;
import org.offhook.core.trunks.Route;
import org.offhook.core.web.Hook;

/// A leg to be dialled by another.
///
/// @param parent         who dials, and where the leg reports
/// @param to             as the application is to see it
/// @param from           what is shown to the callee: a number, `client:…` or anything for SIP
/// @param screening      the document that the callee hears before the legs are joined, absolute; or null
/// @param fallback       asked when the screening document fails
/// @param statusCallback absolute; null for nobody
/// @param statusEvents   which progress it wants
/// @param sendDigits     pressed after the answer, or null
/// @param machine        whether to find out who answers, or null; the callback is absolute
/// @param ringing        how long it may ring
/// @param timeLimit      how long it may last once answered
/// @param hops           how often the call may still be forwarded on the platform
/// @param trunk          the trunk whose place it is, or null
public record Dialling(
        Call parent,
        Mailbox<Signal> reports,
        Route route,
        String to,
        String from,
        @Nullable Hook screening,
        @Nullable Hook fallback,
        @Nullable Hook statusCallback,
        List<String> statusEvents,
        @Nullable String sendDigits,
        @Nullable MachineWish machine,
        Duration ringing,
        Duration timeLimit,
        int hops,
        @Nullable Sid trunk) {}
