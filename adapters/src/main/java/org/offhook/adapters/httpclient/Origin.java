package org.offhook.adapters.httpclient;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The server a URL names (RFC 6454).
///
/// @param host in lower case, an IPv6 literal without brackets
record Origin(boolean secure, String host, int port) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int LAST_PORT = 65_535;

    /// @throws ExchangeFailure 11100 when it is not an HTTP URL, 11210 when its host is not a host name
    static Origin of(URI url) throws ExchangeFailure {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        if (!secure && !"http".equalsIgnoreCase(url.getScheme())) {
            throw new ExchangeFailure(11100, "not an http or https URL: " + url.getScheme());
        }
        @Nullable String host = url.getHost();
        if (host == null || host.isEmpty()) {
            throw new ExchangeFailure(11210, "not a host name: " + url.getRawAuthority());
        }
        int port = url.getPort() < 0 ? (secure ? HTTPS : HTTP) : url.getPort();
        if (port == 0 || port > LAST_PORT) {
            throw new ExchangeFailure(11100, "not a port: " + port);
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Origin(secure, bare.toLowerCase(Locale.ROOT), port);
    }

    /// As the Host header has it: without the port that the scheme implies.
    String authority() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == (secure ? HTTPS : HTTP) ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        return authority();
    }
}
