package org.offhook.core.calls.leg;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.domains.TransferRight;

/// What a leg has to do with transfers: whether its far end may transfer others, and who wants to hear how a
/// transfer of its own goes.
public final class Referral {

    private static final int FINAL = 200;
    private static final int NOBODY_REACHED = 480;

    private TransferRight own = TransferRight.NONE;
    private TransferRight partners = TransferRight.NONE;
    private boolean partnerShown;
    private @Nullable IntConsumer told;

    /// Whom the far end may transfer its partners to although no document says so.
    public TransferRight own() {
        return own;
    }

    public void allow(TransferRight right) {
        own = right;
    }

    /// Whom those that this leg calls may transfer it to although no document says so.
    public TransferRight partners() {
        return partners;
    }

    /// @param shown whether the target of such a transfer is shown who transfers, and not this leg
    public void allowPartners(TransferRight right, boolean shown) {
        partners = right;
        partnerShown = shown;
    }

    /// Whether the target of a transfer by a partner is shown that partner.
    public boolean showsPartner() {
        return partnerShown;
    }

    /// This leg was referred to whom it calls next by somebody who wants to know how that goes.
    public void reportTo(IntConsumer referrer) {
        told = referrer;
    }

    /// The leg is over; if it reached nobody, the referrer hears so.
    void close() {
        tell(NOBODY_REACHED);
    }

    /// How it goes, as a SIP status; 200 or more is the last.
    public void tell(int status) {
        IntConsumer referrer = told;
        if (referrer != null) {
            told = status >= FINAL ? null : referrer;
            referrer.accept(status);
        }
    }
}
