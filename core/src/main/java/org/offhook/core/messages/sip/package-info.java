/// Messages by SIP MESSAGE (RFC 3428): from phones, PBXs and carriers to numbers, and from numbers to any SIP address,
/// there to all devices of a user. [TextGate] decides who may write.
///
/// Door: [SipMessages].
@NullMarked
package org.offhook.core.messages.sip;

import org.jspecify.annotations.NullMarked;
