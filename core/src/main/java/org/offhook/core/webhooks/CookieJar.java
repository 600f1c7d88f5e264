package org.offhook.core.webhooks;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The cookies of one visitor (RFC 6265): of a call for as long as it lives, or of a pair of numbers for
/// messages (contract §3). Used by one thread at a time.
public final class CookieJar {

    /// A cookie that names no end, or a later one, is forgotten after so long (contract §3).
    public static final Duration LONGEST = Duration.ofHours(4);

    /// The oldest make room.
    private static final int MOST = 50;

    private final List<Cookie> cookies;

    public CookieJar() {
        this(List.of());
    }

    /// @param cookies that were kept
    public CookieJar(List<Cookie> cookies) {
        this.cookies = new ArrayList<>(cookies);
    }

    /// What is in it, oldest first.
    public List<Cookie> cookies() {
        return List.copyOf(cookies);
    }

    /// Takes the `Set-Cookie` headers of an answer.
    public void take(URI url, List<String> setCookie, Instant now) {
        for (String header : setCookie) {
            Cookie cookie = Cookie.parse(header, url, now, LONGEST);
            if (cookie == null) {
                continue;
            }
            cookies.removeIf(cookie::same);
            if (now.isBefore(cookie.expires())) {
                cookies.add(cookie);
            }
            if (cookies.size() > MOST) {
                cookies.removeFirst();
            }
        }
    }

    /// The `Cookie` header for a request, or null when there is none.
    public @Nullable String header(URI url, Instant now) {
        cookies.removeIf(cookie -> !now.isBefore(cookie.expires()));
        String header = cookies.stream()
                .filter(cookie -> cookie.fits(url, now))
                .sorted((one, other) ->
                        Integer.compare(other.path().length(), one.path().length()))
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
        return header.isEmpty() ? null : header;
    }
}
