package org.offhook.core.queues;

import java.time.Instant;
import java.util.List;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;

/// A queue (contract §26). How long it is and how long one waits is told by [QueueDesk#standing].
///
/// @param name unique in its account
/// @param most how many may wait
public record CallQueue(Sid sid, Sid account, String name, int most, Instant created, Instant updated)
        implements Entity {

    public static final Kind<CallQueue> KIND =
            new Kind<>("queues", CallQueue.class, List.of(Kind.field("name", CallQueue::name)));

    CallQueue changed(String otherName, int otherMost, Instant now) {
        return new CallQueue(sid, account, otherName, otherMost, created, now);
    }
}
