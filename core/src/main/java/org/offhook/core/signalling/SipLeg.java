package org.offhook.core.signalling;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.dialog.DialogId;

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

    /// Incoming: 200 to the INVITE.
    ///
    /// @param sdp the answer, or our offer when the INVITE had none
    void answer(String sdp);

    /// Incoming, not yet answered: a final refusal.
    ///
    /// @param headers added as they are, such as `Retry-After`
    void refuse(int status, String reason, Map<String, String> headers);

    /// Answers an offer of the far end. What answers one that is no longer open is dropped, so that no answer
    /// goes to another offer.
    ///
    /// @param sdp the answer, or our offer when it asked for one
    void agree(LegEvent.Reoffered offer, String sdp);

    /// Refuses an offer of the far end (488); the former media stay.
    void decline(LegEvent.Reoffered offer);

    /// Answered: a re-INVITE with a new offer; [LegEvent.Renegotiated] or [LegEvent.OfferRefused] follows.
    void reoffer(String sdp);

    /// Answered: an INFO. The far end's answer is not waited for.
    ///
    /// @param headers added as they are, such as `Info-Package`
    void info(String contentType, String body, Map<String, String> headers);

    /// Answered: a REFER to `target`; [LegEvent.ReferAnswered] follows, and [LegEvent.ReferTold] when it was
    /// accepted.
    ///
    /// @param target a `sip:` or `tel:` URI
    void refer(String target);

    /// Answers a [LegEvent.Referred].
    ///
    /// @param status 202, or a refusal
    void follow(int status);

    /// How far the call to whom the far end referred has come (NOTIFY).
    ///
    /// @param status 100–699; 200 or more is the last
    void tellReferrer(int status);

    /// Whether the far end is reached by SIP, so that it can be referred elsewhere.
    boolean refers();

    /// The dialog, once there is one; of the calls that stay on the platform never.
    @Nullable
    DialogId dialog();

    /// Ends the leg, whatever its state: CANCEL, BYE, or a refusal with 480. [LegEvent.Ended] or
    /// [LegEvent.Refused] follows.
    void hangUp();
}
