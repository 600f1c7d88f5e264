/// Dialogs (RFC 3261 §12): who talks with whom, by which way, with which sequence numbers; and what a session
/// adds to them: offers and answers (§13.2.1, §14), and the 2xx that is repeated until its ACK comes
/// (§13.3.1.4).
///
/// All of it are immutable values with pure functions. The signalling loop holds one
/// [org.offhook.protocols.sip.dialog.Dialog] for each leg and puts the next one in its place.
///
/// Doors: [org.offhook.protocols.sip.dialog.Dialog#uas] and [org.offhook.protocols.sip.dialog.Dialog#uac].
@NullMarked
package org.offhook.protocols.sip.dialog;

import org.jspecify.annotations.NullMarked;
