/// Where registered phones can be reached: the table of bindings, in memory for those who ask and in the store
/// before a REGISTER is answered (TRUST §3), so that phones are still reachable after a restart. Enter by
/// [RegistrationDesk]; the rules of RFC 3261 §10.3 are those of protocols.sip.registrar.
@NullMarked
package org.offhook.core.registrations;

import org.jspecify.annotations.NullMarked;
