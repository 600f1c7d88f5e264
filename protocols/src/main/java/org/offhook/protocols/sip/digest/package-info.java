/// HTTP digest authentication as SIP uses it (RFC 3261 §22, RFC 7616, RFC 8760): MD5 and SHA-256 with qop
/// `auth`.
///
/// [org.offhook.protocols.sip.digest.DigestClient] answers a challenge;
/// [org.offhook.protocols.sip.digest.DigestServer] makes challenges and judges answers. The one piece of state
/// are the counts in [org.offhook.protocols.sip.digest.Nonces], owned by the loop that asks.
@NullMarked
package org.offhook.protocols.sip.digest;

import org.jspecify.annotations.NullMarked;
