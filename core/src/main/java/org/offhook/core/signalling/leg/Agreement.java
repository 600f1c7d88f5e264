package org.offhook.core.signalling.leg;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.dialog.OfferState;

/// What offers and answers of a session have come to (RFC 3264, RFC 6337).
final class Agreement {

    private OfferState state = OfferState.STABLE;
    private @Nullable String described;

    /// The description of ours that stands, or is offered.
    @Nullable
    String described() {
        return described;
    }

    /// Whether no offer is open.
    boolean isStable() {
        return state == OfferState.STABLE;
    }

    /// Whether an offer of ours is open.
    boolean isOffered() {
        return state == OfferState.OFFERED;
    }

    /// Whether an offer of theirs is open.
    boolean isAsked() {
        return state == OfferState.ASKED;
    }

    /// Whether offer and answer were exchanged.
    boolean isReached() {
        return isStable() && described != null;
    }

    /// A description of ours goes out: an answer, or else an offer.
    void sent(String sdp) {
        state = state.sent();
        described = sdp;
    }

    /// A description of theirs came: an answer, or else an offer.
    void received() {
        state = state.received();
    }

    /// The request with the open offer was refused, or its answer never came.
    void refused() {
        state = state.refused();
    }
}
