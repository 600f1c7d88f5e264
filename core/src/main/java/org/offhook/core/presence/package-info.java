/// What can be known about the users of SIP domains: their calls, their devices and what they say of themselves, as
/// the packages of events that SIP phones subscribe to. [Lamps] owns which user is in which call, as the log of
/// events tells it, [PresenceDesk] what was published; the rest is asked of those who own it.
@NullMarked
package org.offhook.core.presence;

import org.jspecify.annotations.NullMarked;
