/// A mail server for tests, on a port of 127.0.0.1: [org.offhook.testkit.mail.SmtpPeer].
@NullMarked
package org.offhook.testkit.mail;

import org.jspecify.annotations.NullMarked;
