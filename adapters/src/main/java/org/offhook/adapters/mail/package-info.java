/// E-mail by SMTP (RFC 5321). [SmtpServer] is a [org.offhook.core.emails.MailServer]; when to try again is not its
/// business.
@NullMarked
package org.offhook.adapters.mail;

import org.jspecify.annotations.NullMarked;
