/// Events of SIP (RFC 6665): the life of a subscription as its notifier sees it, the field that names what is
/// subscribed to, the documents in which states are told, and what a PUBLISH does to the states of an address
/// (RFC 3903).
///
/// Doors: [org.offhook.protocols.sip.event.Subscription#step],
/// [org.offhook.protocols.sip.event.Compositor#apply].
@NullMarked
package org.offhook.protocols.sip.event;

import org.jspecify.annotations.NullMarked;
