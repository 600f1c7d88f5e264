/// Transfers: REFER (RFC 3515), whom it refers to, the dialog that is to be replaced (RFC 3891), and the reports
/// of what came of it.
///
/// Doors: [org.offhook.protocols.sip.refer.ReferTo], [org.offhook.protocols.sip.refer.Replaces] and
/// [org.offhook.protocols.sip.refer.Sipfrag].
@NullMarked
package org.offhook.protocols.sip.refer;

import org.jspecify.annotations.NullMarked;
