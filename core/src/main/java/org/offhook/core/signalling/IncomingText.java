package org.offhook.core.signalling;

import org.offhook.core.ids.Sid;

/// A MESSAGE (RFC 3428) whose sender has proved who it is.
///
/// @param account of the sender's domain
/// @param from    the sender, `sip:user@domain`: what it proved, not what it says
/// @param to      the Request-URI
/// @param body    text
public record IncomingText(Sid account, String from, String to, String body) {}
