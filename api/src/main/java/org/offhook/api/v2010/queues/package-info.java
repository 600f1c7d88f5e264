/// Queues and who waits in them. The state is that of [org.offhook.core.queues.QueueDesk].
@NullMarked
package org.offhook.api.v2010.queues;

import org.jspecify.annotations.NullMarked;
