/// What happened, in order: the append-only log of which timeline, callbacks, subscribers and call records are
/// projections (HOUSE, path 4). Written in the same transaction as the state it tells of.
@NullMarked
package org.offhook.core.events;

import org.jspecify.annotations.NullMarked;
