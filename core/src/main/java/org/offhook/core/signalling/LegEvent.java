package org.offhook.core.signalling;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a leg's script hears from its dialog.
///
/// Header maps keep what an application may see: canonical names (`X-Foo`, `User-Agent`) to values, in order.
public sealed interface LegEvent {

    /// Outgoing: 180 or 183. `sdp` is early media's answer, if any.
    record Ringing(int status, @Nullable String sdp) implements LegEvent {}

    /// Outgoing: 200 to the INVITE; `sdp` answers our offer. Incoming with a late offer: the ACK came with
    /// `sdp`, the answer to ours.
    record Answered(@Nullable String sdp, Map<String, List<String>> headers) implements LegEvent {}

    /// Incoming: the ACK for our 200 arrived; the dialog is confirmed.
    record Confirmed() implements LegEvent {}

    /// The reason of a 503 that is ours: the far end asked for fewer calls (RFC 7339), and nothing was sent.
    String HELD_BACK = "Held Back";

    /// Outgoing: a final refusal. The leg is over.
    ///
    /// @param status  300–699; 408 when nobody answered our INVITE; 503 when it could not be sent, 430 when
    ///                the connection that the far end had come by is gone
    /// @param headers of the response, such as `Contact` of a redirect
    record Refused(int status, String reason, Map<String, List<String>> headers) implements LegEvent {}

    /// Outgoing: a place failed, and the next one is tried.
    ///
    /// @param from   the place
    /// @param status 408 when it was silent, else 500–599
    record Rerouted(String from, int status) implements LegEvent {}

    /// Outgoing: no address of the host is one that the order admits; nothing was sent. The leg is over.
    record NotAdmitted(String host) implements LegEvent {}

    /// The far end wants other media: answer with [SipLeg#agree] or [SipLeg#decline].
    ///
    /// @param sdp    null when the re-INVITE carries none: then the answer is an offer, and [Renegotiated] brings
    ///               the reply
    /// @param number tells it from the leg's other offers, one of which may come while the script is busy
    record Reoffered(@Nullable String sdp, int number) implements LegEvent {}

    /// The far end's answer to an offer of ours within the dialog.
    record Renegotiated(String sdp) implements LegEvent {}

    /// Our offer within the dialog was refused; the former media stay.
    record OfferRefused(int status) implements LegEvent {}

    /// Keys by SIP INFO. `digits` are 0–9, A–D, `*`, `#`.
    record Digits(String digits) implements LegEvent {}

    /// Any other INFO.
    record Info(String contentType, String body, Map<String, List<String>> headers) implements LegEvent {}

    /// The far end wants whom it talks with to be talking to somebody else (REFER): answer with [SipLeg#follow],
    /// then say how it goes on with [SipLeg#tellReferrer].
    ///
    /// @param target   a `sip:`, `sips:` or `tel:` URI
    /// @param replaces the value of Replaces that the new call is to have, or null
    /// @param by       Referred-By as it came, or null
    record Referred(
            String target,
            @Nullable String replaces,
            @Nullable String by) implements LegEvent {}

    /// The answer to a REFER of ours.
    ///
    /// @param status 202 when the far end follows it; else it ends here
    record ReferAnswered(int status) implements LegEvent {}

    /// How far the far end has come with our REFER.
    ///
    /// @param status of the call that it makes, 100–699; 0 when it says nothing
    /// @param last   whether no more will be told
    record ReferTold(int status, boolean last) implements LegEvent {}

    /// The leg is over.
    ///
    /// @param cause  why
    /// @param status the SIP status that tells it best: 200 after a BYE, 487 after CANCEL, 408 after a time-out
    record Ended(Cause cause, int status) implements LegEvent {}

    enum Cause {
        /// The far end sent BYE, or CANCEL before the answer.
        REMOTE,
        /// We did.
        LOCAL,
        /// No ACK, no response, no refresh in time, or the transport failed.
        LOST
    }
}
