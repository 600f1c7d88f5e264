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

    public void allowPartners(TransferRight right) {
        partners = right;
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
