/// Queues of calls (contract §7.1 Enqueue, §7.2 Queue, §16): [QueueDesk] is the door, for callers who wait, for
/// calls that take the next one, and for REST. It brings two calls together in an [Encounter] and leaves the
/// rest to them; [CallQueue] and [QueueMember] are what is stored.
@NullMarked
package org.offhook.core.queues;

import org.jspecify.annotations.NullMarked;
