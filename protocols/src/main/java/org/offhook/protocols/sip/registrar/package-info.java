/// What a REGISTER does to the bindings of an address of record (RFC 3261 §10.3): a pure function from the
/// bindings there were to the bindings there are. Who keeps them, and makes them durable before the 200, is
/// elsewhere.
///
/// Door: [org.offhook.protocols.sip.registrar.Registrar#apply].
@NullMarked
package org.offhook.protocols.sip.registrar;

import org.jspecify.annotations.NullMarked;
