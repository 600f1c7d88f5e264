package org.offhook.core.queues;

import java.time.Instant;
import java.util.List;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;

/// A call that waits (contract §26, queue.member). Stored while it does, and no longer.
///
/// @param sid     of this row; members are named by their call
/// @param created when it began to wait
public record QueueMember(Sid sid, Sid account, Sid queue, Sid call, Instant created) implements Entity {

    public static final Kind<QueueMember> KIND = new Kind<>(
            "queue_members",
            QueueMember.class,
            List.of(
                    Kind.field("queue", m -> m.queue().value()),
                    Kind.field("call", m -> m.call().value())),
            true);
}
