package org.offhook.core.webhooks;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cookies of one visitor (RFC 6265): of a call for as long as it lives, or of a pair of numbers for
/// messages (contract §3). Used by one thread at a time.
public final class CookieJar {

    /// Takes the `Set-Cookie` headers of an answer.
    public void take(URI url, List<String> setCookie, Instant now) {
        later();
    }

    /// The `Cookie` header for a request, or null when there is none.
    public @Nullable String header(URI url, Instant now) {
        return later();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T later() {
        throw new UnsupportedOperationException();
    }
}
