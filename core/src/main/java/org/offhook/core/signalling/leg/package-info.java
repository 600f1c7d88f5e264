/// Legs on the loop: what becomes of an INVITE, and of the dialog and session that grow from it. A [Leg]
/// belongs to one shard; its script holds a [LegHandle] and hears [org.offhook.core.signalling.LegEvent]s. What
/// is limited, and which dialogs there are, is in [Legs].
///
/// Doors: [IncomingLeg] and [OutgoingLeg].
@NullMarked
package org.offhook.core.signalling.leg;

import org.jspecify.annotations.NullMarked;
