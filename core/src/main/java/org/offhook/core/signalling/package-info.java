/// Legs as call scripts see them: the port to SIP. The signalling loop owns transactions and dialogs; a script
/// holds a [SipLeg], tells it what to do, and hears [LegEvent]s in its mailbox. Nothing here blocks.
@NullMarked
package org.offhook.core.signalling;

import org.jspecify.annotations.NullMarked;
