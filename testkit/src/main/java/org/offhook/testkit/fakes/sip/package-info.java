/// A small SIP user agent of the testkit's own: text in, text out, written from the RFCs and sharing nothing
/// with the platform's stack, so that it can be wrong only on its own. [UserAgent] owns one address, its
/// transactions and its dialogs; [AgentCall] is one dialog, [CallListener] hears what becomes of it. Enter by
/// [UserAgent#call].
@NullMarked
package org.offhook.testkit.fakes.sip;

import org.jspecify.annotations.NullMarked;
