package org.offhook.protocols.sip.dialog;

/// Where a session stands between offer and answer (RFC 3264, RFC 6337 §2): at most one offer is open, and the
/// next description from the other side of an open offer is its answer. It does not matter which message
/// carries them: INVITE and 200, or 200 and ACK.
public enum OfferState {
    /// No offer is open.
    STABLE,
    /// Ours waits for an answer.
    OFFERED,
    /// Theirs waits for our answer.
    ASKED;

    /// What a description of ours makes of it: an answer when we were asked, else an offer.
    ///
    /// @throws IllegalStateException when an offer of ours is open: a second one is a bug
    public OfferState sent() {
        return switch (this) {
            case STABLE -> OFFERED;
            case ASKED -> STABLE;
            case OFFERED -> throw new IllegalStateException("an offer is open");
        };
    }

    /// What a description of theirs makes of it: an answer when we offered, else an offer. A second offer
    /// replaces the first.
    public OfferState received() {
        return switch (this) {
            case STABLE, ASKED -> ASKED;
            case OFFERED -> STABLE;
        };
    }

    /// After the request that carried the open offer was refused.
    public OfferState refused() {
        return STABLE;
    }
}
