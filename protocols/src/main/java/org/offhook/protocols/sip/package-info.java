/// SIP messages as values (RFC 3261): requests, responses, their header fields in order, and typed views of the
/// fields that routing and dialogs depend on.
///
/// Nothing here has state that changes: a message is built once, by [org.offhook.protocols.sip.wire.SipParser]
/// from bytes or by a builder from Java, and shared freely. Typed views (`Via`, `NameAddr`, `CSeq`, …) are read
/// from the text of their field at first use and remembered.
///
/// Doors: [org.offhook.protocols.sip.SipRequest#builder], [org.offhook.protocols.sip.SipResponse#to] and, for
/// bytes, the `wire` package beside this one.
@NullMarked
package org.offhook.protocols.sip;

import org.jspecify.annotations.NullMarked;
