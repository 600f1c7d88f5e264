package org.offhook.core.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.webhooks.Witness.Exchanged;
import org.offhook.core.webhooks.Witness.Problem;

/// Makes the [Notification] of a [Problem], with the request and response it happened in.
public final class Notices {

    private Notices() {}

    /// @param subject the call or message, or null
    public static Notification of(Sids sids, Sid account, @Nullable Sid subject, Problem problem, Instant now) {
        Exchanged exchange = problem.exchange();
        return new Notification(
                sids.next(SidType.NOTIFICATION),
                account,
                subject,
                problem.error(),
                problem.code(),
                problem.message(),
                exchange == null ? null : exchange.method(),
                exchange == null ? null : exchange.url(),
                exchange == null ? null : exchange.sent().encoded(),
                exchange == null ? null : exchange.received(),
                exchange == null ? null : exchange.headers().encoded(),
                exchange == null ? 0 : exchange.status(),
                now);
    }
}
