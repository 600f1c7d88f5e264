package org.offhook.core.calls;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;

/// A call that was accepted by REST and whose INVITE has not been sent: what a restart needs to send it
/// (TRUST §3: nothing accepted is lost). Stored with the call, removed when it is initiated.
///
/// @param sid the call's
/// @param due when it is to begin; null: as soon as it is its turn
public record PlannedCall(
        Sid sid,
        Sid account,
        Instant created,
        PlaceCall command,
        @Nullable Instant due) implements Entity {

    public static final Kind<PlannedCall> KIND = new Kind<>("planned_calls", PlannedCall.class, List.of(), true);
}
