package org.offhook.core.calls.leg;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// What a leg has to do with transfers: whether its far end may transfer others, and who wants to hear how a
/// transfer of its own goes.
public final class Referral {

    private static final int FINAL = 200;
    private static final int NOBODY_REACHED = 480;

    private boolean allowed;
    private @Nullable IntConsumer told;

    /// Whether the far end may transfer whom it talks with although no document says so: it is one of the
    /// account's own.
    public boolean allowed() {
        return allowed;
    }

    public void allow(boolean may) {
        allowed = may;
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
