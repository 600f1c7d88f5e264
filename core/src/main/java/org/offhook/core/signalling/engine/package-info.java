/// The engine of a signalling shard: the transaction layer ([Transactions]), deadlines ([TimerWheel]), the way
/// in for commands from other threads ([Inbox]) and unpredictable tokens ([Tokens]). All of it belongs to one
/// loop; only the inbox may be reached from elsewhere.
///
/// Door: [Transactions].
@NullMarked
package org.offhook.core.signalling.engine;

import org.jspecify.annotations.NullMarked;
