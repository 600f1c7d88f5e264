package org.offhook.core.usage;

import java.time.Instant;
import java.util.List;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.store.Store;

/// How far the log has been counted. There is one, of the platform itself.
///
/// @param position of the last event that stands in the sums
public record UsageMark(Sid sid, Sid account, Instant created, long position) implements Entity {

    public static final Kind<UsageMark> KIND = new Kind<>("usage_marks", UsageMark.class, List.of());

    private static final Sid THE_ONE = UsageSum.named("how far");
    private static final Sid PLATFORM = new Sid(SidType.ACCOUNT.prefix() + "0".repeat(32));

    static UsageMark at(long position) {
        return new UsageMark(THE_ONE, PLATFORM, Instant.EPOCH, position);
    }

    static long in(Store store) {
        return store.find(KIND, THE_ONE).map(UsageMark::position).orElse(0L);
    }
}
