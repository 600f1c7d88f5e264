/// The room of e-mail: the outbox and the way to the operator's mail server. Enter by
/// [org.offhook.server.mail.MailRoom].
@NullMarked
package org.offhook.server.mail;

import org.jspecify.annotations.NullMarked;
