/// Overload control between neighbours (RFC 7339), the algorithm by loss (§6, §7): how a server says in the Via of its
/// responses how much less it wants, and how a client reads it. Pure values and small state machines.
///
/// Doors: [org.offhook.protocols.sip.overload.Reduction] and [org.offhook.protocols.sip.overload.LoadMeter].
@NullMarked
package org.offhook.protocols.sip.overload;

import org.jspecify.annotations.NullMarked;
