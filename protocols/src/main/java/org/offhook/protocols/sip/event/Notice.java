package org.offhook.protocols.sip.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A NOTIFY that is to be sent, with the whole state.
///
/// @param count 1 for the first one of the subscription
/// @param left  nanoseconds for which the subscription lasts, 0 in the last one
/// @param last  why there will be no more; null: there may be
public record Notice(int count, long left, @Nullable Reason last) {

    private static final long SECOND = 1_000_000_000L;

    /// Why a subscription ended (RFC 6665 §4.1.3): what the subscriber may conclude is in the names.
    public enum Reason {
        DEACTIVATED,
        /// Try again after a while.
        PROBATION,
        REJECTED,
        TIMEOUT,
        NORESOURCE
    }

    /// The value of Subscription-State.
    public String state() {
        return last == null
                ? "active;expires=" + (left + SECOND - 1) / SECOND
                : "terminated;reason=" + last.name().toLowerCase(Locale.ROOT);
    }
}
