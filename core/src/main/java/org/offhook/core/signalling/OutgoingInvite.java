package org.offhook.core.signalling;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.web.DestinationPolicy;

/// What an outgoing call needs to begin.
///
/// @param target      the Request-URI, `sip:…`
/// @param route       where to send it when that is not what the target says, `sip:host:port;transport=…`, or
///                    the proxies on the way, `<sip:one;lr>, <sip:two;lr>`; or null
/// @param from        the From URI, `sip:+15550100@…`
/// @param fromName    the display name of From, or null
/// @param to          the To URI; mostly the target
/// @param headers     added as they are: `X-…`, `Diversion`, …
/// @param sdp         our offer; null for a late one
/// @param credentials for a challenge by this trunk or URI, or null
/// @param destinations addresses that it may go to, whatever name they have; null for any
/// @param silence     how long a place may say nothing at all before the next one is tried; null for as long as
///                    the transaction lasts, unless there is a next one
/// @param metadata    of a recording session (RFC 7865); null for an ordinary call
public record OutgoingInvite(
        String target,
        @Nullable String route,
        String from,
        @Nullable String fromName,
        String to,
        Map<String, String> headers,
        @Nullable String sdp,
        @Nullable Credentials credentials,
        @Nullable DestinationPolicy destinations,
        @Nullable Duration silence,
        @Nullable String metadata) {

    /// One of an ordinary call.
    public OutgoingInvite(
            String target,
            @Nullable String route,
            String from,
            @Nullable String fromName,
            String to,
            Map<String, String> headers,
            @Nullable String sdp,
            @Nullable Credentials credentials,
            @Nullable DestinationPolicy destinations,
            @Nullable Duration silence) {
        this(target, route, from, fromName, to, headers, sdp, credentials, destinations, silence, null);
    }

    /// The same for a recording session.
    public OutgoingInvite recording(String about) {
        return new OutgoingInvite(
                target, route, from, fromName, to, headers, sdp, credentials, destinations, silence, about);
    }

    /// One that waits as long as it takes.
    public OutgoingInvite(
            String target,
            @Nullable String route,
            String from,
            @Nullable String fromName,
            String to,
            Map<String, String> headers,
            @Nullable String sdp,
            @Nullable Credentials credentials,
            @Nullable DestinationPolicy destinations) {
        this(target, route, from, fromName, to, headers, sdp, credentials, destinations, null);
    }

    /// One that may go anywhere.
    public OutgoingInvite(
            String target,
            @Nullable String route,
            String from,
            @Nullable String fromName,
            String to,
            Map<String, String> headers,
            @Nullable String sdp,
            @Nullable Credentials credentials) {
        this(target, route, from, fromName, to, headers, sdp, credentials, null);
    }

    /// @param realm only a challenge of this realm is answered; null for any realm of the peer that was called
    public record Credentials(
            String username, String password, @Nullable String realm) {

        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }
}
