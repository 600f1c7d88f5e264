/// Events of SIP (RFC 6665): the life of a subscription as its notifier sees it, the field that names what is
/// subscribed to, and the documents in which states are told.
///
/// Doors: [org.offhook.protocols.sip.event.Subscription#step],
/// [org.offhook.protocols.sip.event.EventName#parse].
@NullMarked
package org.offhook.protocols.sip.event;

import org.jspecify.annotations.NullMarked;
