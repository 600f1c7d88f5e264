package org.offhook.core.signalling;

import org.jspecify.annotations.Nullable;
import org.offhook.core.web.DestinationPolicy;

/// A message to be sent by SIP (RFC 3428).
///
/// @param target the Request-URI, `sip:…`
/// @param route  where to send it when that is not what the target says, or null
/// @param from   the From URI
/// @param to     the To URI
/// @param body   text
/// @param destinations addresses that it may go to; null for any
public record OutgoingText(
        String target,
        @Nullable String route,
        String from,
        String to,
        String body,
        @Nullable DestinationPolicy destinations) {}
