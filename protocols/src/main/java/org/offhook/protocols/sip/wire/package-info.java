/// SIP on the wire: bytes to messages and back.
///
/// [org.offhook.protocols.sip.wire.SipParser] never throws on what came from outside; it answers with a
/// [org.offhook.protocols.sip.wire.ParseResult]: a message, or the status a refused request is owed, or the
/// reason why nothing can be answered. [org.offhook.protocols.sip.wire.StreamFramer] cuts a byte stream into
/// messages and is owned by its connection; [org.offhook.protocols.sip.wire.SipWriter] is owned by the loop
/// that sends.
///
/// Doors: `SipParser.parse`, `SipWriter.write`, `StreamFramer.offer` and `next`.
@NullMarked
package org.offhook.protocols.sip.wire;

import org.jspecify.annotations.NullMarked;
