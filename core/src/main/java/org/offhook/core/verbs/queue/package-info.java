/// Waiting for each other (contract §7.1, §7.2): [Enqueue] is the caller who waits, `<Dial><Queue>` the call
/// that takes the next ([QueueNoun], [TakeRun]). Who is next is decided by `core.queues`.
@NullMarked
package org.offhook.core.verbs.queue;

import org.jspecify.annotations.NullMarked;
