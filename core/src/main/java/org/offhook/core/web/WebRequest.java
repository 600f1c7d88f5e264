package org.offhook.core.web;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;

/// @param account  on whose behalf: connections and their limits are per account
/// @param method   `GET`, `POST`, `HEAD`, …
/// @param url      `http` or `https`, without fragment or user info
/// @param headers  all headers but Host and Content-Length
/// @param body     null for none
/// @param limits   how long and how much
public record WebRequest(
        Sid account, String method, URI url, Map<String, String> headers, byte @Nullable [] body, Limits limits) {

    /// @param connect for the connection and TLS; 5 s unless told otherwise (contract §3)
    /// @param read    until the first byte, and between bytes; 15 s
    /// @param total   for all of it; 15 s
    /// @param most      bytes of the answer's body; a longer one is [WebResult.Failed]
    /// @param mostSound the same where the answer's Content-Type is `audio/…`
    public record Limits(Duration connect, Duration read, Duration total, int most, int mostSound) {}
}
