package org.offhook.core.signalling;

import org.jspecify.annotations.Nullable;

/// A MESSAGE (RFC 3428) that came in.
///
/// @param from   the From URI; of who has proved to be From's user, the address under which it can be reached
/// @param to     the Request-URI; within a call the address of our side
/// @param body   text
/// @param source the IP literal that it came from, without brackets
/// @param user   the user that the sender has proved to be, `user@domain`, or null
public record IncomingText(
        String from,
        String to,
        String body,
        String source,
        @Nullable String user) {

    /// The same of somebody who has proved who it is.
    public IncomingText by(String proved) {
        return new IncomingText(from, to, body, source, proved);
    }
}
