package org.offhook.core.signalling;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One dialog with one party, as its script sees it. Every method queues a command to the signalling loop and
/// returns at once; a command that no longer fits the dialog's state (an answer after a CANCEL) is dropped, and
/// the script learns of it by the event that is already on its way.
public interface SipLeg {

    /// The Call-ID, for logs and people.
    String callId();

    /// Incoming, not yet answered: a provisional response, 180 or 183.
    ///
    /// @param sdp early media, or null
    void progress(int status, @Nullable String sdp);

    /// Incoming: 200 to the INVITE. Also answers a [LegEvent.Reoffered].
    ///
    /// @param sdp the answer, or our offer when the INVITE had none
    void answer(String sdp);

    /// Incoming, not yet answered: a final refusal. Also refuses a [LegEvent.Reoffered] (488).
    ///
    /// @param headers added as they are, such as `Retry-After`
    void refuse(int status, String reason, Map<String, String> headers);

    /// Answered: a re-INVITE with a new offer; [LegEvent.Renegotiated] or [LegEvent.OfferRefused] follows.
    void reoffer(String sdp);

    /// Answered: an INFO. The far end's answer is not waited for.
    ///
    /// @param headers added as they are, such as `Info-Package`
    void info(String contentType, String body, Map<String, String> headers);

    /// Ends the leg, whatever its state: CANCEL, BYE, or a refusal with 480. [LegEvent.Ended] or
    /// [LegEvent.Refused] follows.
    void hangUp();
}
