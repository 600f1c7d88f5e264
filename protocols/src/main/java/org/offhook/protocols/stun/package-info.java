/// STUN (RFC 8489) as far as SIP and media need it: binding requests of keep-alives (RFC 5626) and of
/// connectivity checks (RFC 8445), and what they are answered. Messages come from strangers: what does not fit
/// to the last byte is no message.
///
/// Doors: [org.offhook.protocols.stun.StunMessage] reads, [org.offhook.protocols.stun.StunWriter] writes,
/// [org.offhook.protocols.stun.Binding] answers. All are values or pure functions.
@NullMarked
package org.offhook.protocols.stun;

import org.jspecify.annotations.NullMarked;
