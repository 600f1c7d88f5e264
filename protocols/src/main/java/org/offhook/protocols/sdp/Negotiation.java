package org.offhook.protocols.sdp;

/// What came of an offer or of an answer.
public sealed interface Negotiation {

    /// @param answer the description to send back (for an offer), or the one that was read (for an answer)
    record Agreed(SessionDescription answer, AudioAgreement audio) implements Negotiation {}

    /// No audio in common; SIP says 488 (RFC 3261 §21.4.26).
    ///
    /// @param reason for a Warning header and the log; holds nothing of the text itself
    record Refused(String reason) implements Negotiation {}
}
