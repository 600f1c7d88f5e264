package org.offhook.adapters.httpserver;

import java.time.Duration;

/// What a client of the HTTP listener may take. A request's body is bounded by
/// [org.offhook.api.http.Request#LONGEST_BODY].
///
/// @param connections    at the same time; more wait to be accepted
/// @param headerBytes    of the request line and headers; more is answered 431
/// @param headerPatience from the first byte of a request to the end of its headers; then the connection is
///                       closed
/// @param requestPatience from the first byte of a request to its last; then the connection is closed
/// @param idle           without a byte in either direction; then the connection is closed
/// @param drain          how long requests under way may take when the listener stops
public record HttpLimits(
        int connections,
        int headerBytes,
        Duration headerPatience,
        Duration requestPatience,
        Duration idle,
        Duration drain) {

    public static final HttpLimits DEFAULT = new HttpLimits(
            10_000,
            16 * 1024,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5));
}
