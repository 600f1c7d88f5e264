/// E-mail that documents send (SPEC CALL-8, MSG-1). [EmailDesk] is the door: what it has accepted is a row of an
/// outbox and is carried by the [Postman], again and again with back-off, also after a crash, until the
/// [MailServer] has taken or refused it, or patience ends. A row is gone once that is known; what remains is in
/// the timeline of the call or message whose document wrote it.
@NullMarked
package org.offhook.core.emails;

import org.jspecify.annotations.NullMarked;
