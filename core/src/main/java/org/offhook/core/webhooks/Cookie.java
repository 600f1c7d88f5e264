package org.offhook.core.webhooks;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One cookie (RFC 6265).
///
/// @param domain   lower case, without a leading dot
/// @param hostOnly whether it goes to that very host only
/// @param expires  when it is forgotten
public record Cookie(
        String name, String value, String domain, boolean hostOnly, String path, boolean secure, Instant expires) {

    private static final int MOST_BYTES = 4096;
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT),
            DateTimeFormatter.ofPattern("EEE, d-MMM-yyyy HH:mm:ss 'GMT'", Locale.ROOT),
            DateTimeFormatter.ofPattern("EEEE, d-MMM-yy HH:mm:ss 'GMT'", Locale.ROOT),
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT));

    /// Reads a `Set-Cookie` header (RFC 6265 §5.2).
    ///
    /// @param longest how long a cookie lives at most, and when it names no end
    /// @return null when it must be ignored
    static @Nullable Cookie parse(String header, URI url, Instant now, Duration longest) {
        String[] parts = header.split(";");
        int equals = parts[0].indexOf('=');
        if (equals < 1 || header.length() > MOST_BYTES || header.chars().anyMatch(c -> c < ' ' && c != '\t')) {
            return null;
        }
        Cookie cookie = new Cookie(
                parts[0].substring(0, equals).strip(),
                parts[0].substring(equals + 1).strip(),
                host(url),
                true,
                folder(url),
                false,
                now.plus(longest));
        @Nullable Instant byDate = null;
        @Nullable Instant byAge = null;
        for (int i = 1; i < parts.length; i++) {
            int sign = parts[i].indexOf('=');
            String name =
                    (sign < 0 ? parts[i] : parts[i].substring(0, sign)).strip().toLowerCase(Locale.ROOT);
            String value = sign < 0 ? "" : parts[i].substring(sign + 1).strip();
            switch (name) {
                case "secure" -> cookie = cookie.secured();
                case "path" -> cookie = value.startsWith("/") ? cookie.within(value) : cookie;
                case "max-age" -> byAge = age(value, now);
                case "expires" -> byDate = date(value);
                case "domain" -> {
                    String domain = value.startsWith(".") ? value.substring(1) : value;
                    cookie = cookie.forDomain(domain.toLowerCase(Locale.ROOT));
                }
                default -> {}
            }
            if (cookie == null) {
                return null;
            }
        }
        return cookie.until(byAge != null ? byAge : byDate);
    }

    /// Whether it goes along with a request (RFC 6265 §5.4).
    boolean fits(URI url, Instant now) {
        String host = host(url);
        boolean there = host.equals(domain) || (!hostOnly && host.endsWith("." + domain));
        String at = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        boolean below =
                at.equals(path) || (at.startsWith(path) && (path.endsWith("/") || at.charAt(path.length()) == '/'));
        return there && below && (!secure || url.getScheme().equals("https")) && now.isBefore(expires);
    }

    /// Whether `other` takes its place (RFC 6265 §5.3, step 11).
    boolean same(Cookie other) {
        return name.equals(other.name) && domain.equals(other.domain) && path.equals(other.path);
    }

    private Cookie secured() {
        return new Cookie(name, value, domain, hostOnly, path, true, expires);
    }

    private Cookie within(String folder) {
        return new Cookie(name, value, domain, hostOnly, folder, secure, expires);
    }

    private @Nullable Cookie forDomain(String wider) {
        if (wider.isEmpty()) {
            return this;
        }
        boolean ours = domain.equals(wider) || (domain.endsWith("." + wider) && wider.indexOf('.') > 0);
        return ours ? new Cookie(name, value, wider, false, path, secure, expires) : null;
    }

    private Cookie until(@Nullable Instant end) {
        return end == null || end.isAfter(expires)
                ? this
                : new Cookie(name, value, domain, hostOnly, path, secure, end);
    }

    private static @Nullable Instant age(String seconds, Instant now) {
        try {
            long age = Long.parseLong(seconds);
            return age <= 0 ? Instant.EPOCH : now.plusSeconds(Math.min(age, Integer.MAX_VALUE));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable Instant date(String text) {
        for (DateTimeFormatter format : DATES) {
            try {
                return LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException another) {
                // The next format.
            }
        }
        return null;
    }

    private static String host(URI url) {
        return url.getHost().toLowerCase(Locale.ROOT);
    }

    private static String folder(URI url) {
        String path = url.getRawPath();
        int slash = path == null ? -1 : path.lastIndexOf('/');
        return path == null || slash < 1 ? "/" : path.substring(0, slash);
    }
}
