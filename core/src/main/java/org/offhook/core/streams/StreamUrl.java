package org.offhook.core.streams;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.core.webhooks.Urls;

/// The URL of a stream, read.
public sealed interface StreamUrl {

    int NOT_SUPPORTED = 31922;
    int MALFORMED = 31923;

    /// @param wire          with neither query (contract §13: not passed on) nor fragment nor user info
    /// @param authorization for the user info, or null
    record Good(URI wire, @Nullable String authorization) implements StreamUrl {}

    /// @param code contract §24
    record Bad(int code, String message) implements StreamUrl {}

    /// @param plain whether `ws` is allowed beside `wss`
    static StreamUrl read(String url, boolean plain) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException notAUrl) {
            return new Bad(MALFORMED, "The stream's URL \"" + url + "\" is not a URL.");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("wss");
        if (!secure && !scheme.equals("ws")) {
            return new Bad(NOT_SUPPORTED, "The stream's URL \"" + url + "\" must begin with wss://.");
        }
        if (!secure && !plain) {
            return new Bad(NOT_SUPPORTED, "This server streams to wss:// only, not to \"" + url + "\".");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            return new Bad(MALFORMED, "The stream's URL \"" + url + "\" names no host.");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Good(URI.create(scheme + "://" + uri.getHost() + port + path), Urls.basic(url.strip()));
    }
}
