package org.offhook.core.webhooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Customers' URLs: taken as browsers take them (a blank or an umlaut is escaped, not refused), but with a host
/// that is a DNS name or an IP literal (contract §3: no underscore).
public final class Urls {

    private static final String ILLEGAL = " \"<>\\^`{|}";
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private Urls() {}

    /// `reference` seen from `base`.
    ///
    /// @return null when it is no URL, or is relative and there is nothing it could be relative to
    public static @Nullable String resolve(@Nullable String base, String reference) {
        String wanted = escape(reference.strip());
        if (isData(wanted) || isAbsolute(wanted)) {
            return wanted;
        }
        if (base == null || isData(base)) {
            return null;
        }
        try {
            return new URI(base).resolve(new URI(wanted)).toString();
        } catch (URISyntaxException notAUrl) {
            return null;
        }
    }

    static boolean isData(String url) {
        return url.regionMatches(true, 0, "data:", 0, 5);
    }

    static boolean isAbsolute(String url) {
        int colon = url.indexOf(':');
        int slash = url.indexOf('/');
        return colon > 0 && (slash < 0 || colon < slash) && Character.isLetter(url.charAt(0));
    }

    /// The part that goes over the wire: `http` or `https`, without fragment and user info.
    ///
    /// @return null when it is no such URL
    public static @Nullable URI wire(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null) {
                return null;
            }
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return new URI(scheme + "://" + uri.getHost() + port + path + query);
        } catch (URISyntaxException notAUrl) {
            return null;
        }
    }

    /// `Authorization` for the user info of a URL, or null when it has none.
    public static @Nullable String basic(String url) {
        try {
            String user = new URI(url).getUserInfo();
            return user == null
                    ? null
                    : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        } catch (URISyntaxException notAUrl) {
            return null;
        }
    }

    /// What stands behind `#`, or nothing.
    static String fragment(String url) {
        int hash = url.indexOf('#');
        return hash < 0 || isData(url) ? "" : url.substring(hash + 1);
    }

    /// With parameters behind whatever query is there.
    static URI with(URI url, Parameters parameters) {
        if (parameters.list().isEmpty()) {
            return url;
        }
        String text = url.toString();
        String mark = url.getRawQuery() == null ? "?" : url.getRawQuery().isEmpty() ? "" : "&";
        return URI.create(text + mark + parameters.encoded());
    }

    /// Whether both are reached at the same scheme, host and port.
    public static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? HTTPS : HTTP;
    }

    private static String escape(String url) {
        StringBuilder escaped = new StringBuilder(url.length());
        for (int i = 0; i < url.length(); ) {
            int c = url.codePointAt(i);
            int length = Character.charCount(c);
            if (c > ' ' && c < 0x7f && ILLEGAL.indexOf(c) < 0 && !(c == '%' && !isEscape(url, i))) {
                escaped.appendCodePoint(c);
            } else {
                for (byte b : url.substring(i, i + length).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append('%').append(String.format(Locale.ROOT, "%02X", b));
                }
            }
            i += length;
        }
        return escaped.toString();
    }

    private static boolean isEscape(String url, int at) {
        return at + 2 < url.length() && isHex(url.charAt(at + 1)) && isHex(url.charAt(at + 2));
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x7f;
    }
}
