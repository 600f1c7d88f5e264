/// Messages by SIP MESSAGE (RFC 3428): from phones of the platform's domains to numbers, and from numbers to any
/// SIP address.
///
/// Door: [SipMessages].
@NullMarked
package org.offhook.core.messages.sip;

import org.jspecify.annotations.NullMarked;
