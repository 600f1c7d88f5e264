package org.offhook.core.signalling;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An INVITE that opens a call.
///
/// @param callId    Call-ID
/// @param target    the Request-URI
/// @param from      the From URI
/// @param fromName  the display name of From, or null
/// @param to        the To URI
/// @param headers   all other headers, canonical names to values, in order
/// @param sdp       the offer; null when it will come from us
/// @param source    who sent the packet
/// @param transport `udp`, `tcp`, `tls`, `ws`
/// @param user      the registered or authenticated user it came from (`user@domain`), or null
public record IncomingInvite(
        String callId,
        String target,
        String from,
        @Nullable String fromName,
        String to,
        Map<String, List<String>> headers,
        @Nullable String sdp,
        Source source,
        String transport,
        @Nullable String user) {

    /// @param address an IP literal without brackets
    public record Source(String address, int port) {}

    /// The first value of a header, by canonical name; null when it is not there.
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }
}
