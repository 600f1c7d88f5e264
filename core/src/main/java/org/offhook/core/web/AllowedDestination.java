package org.offhook.core.web;

import java.net.InetAddress;
import java.util.Optional;

/// An exception to the guarded [DestinationPolicy]: `HOST[:PORT]`, as `--allow` takes it.
///
/// @param host a name, which covers whatever address that name has; or an address literal, which covers the
///             address however a URL writes it
/// @param port 1–65535; 0 for every port
public record AllowedDestination(String host, int port) {

    private static final int LAST_PORT = 65_535;

    public AllowedDestination {
        host = DestinationPolicy.plain(host);
    }

    /// Reads `HOST`, `HOST:PORT`, `ADDRESS`, `[ADDRESS]` or `[ADDRESS]:PORT`; nothing when it is none of these.
    public static Optional<AllowedDestination> parse(String text) {
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            return close < 0 ? Optional.empty() : of(text.substring(1, close), text.substring(close + 1));
        }
        int colon = text.indexOf(':');
        if (colon < 0 || text.indexOf(':', colon + 1) >= 0) {
            return of(text, "");
        }
        return of(text.substring(0, colon), text.substring(colon));
    }

    private static Optional<AllowedDestination> of(String host, String suffix) {
        boolean odd = host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || "/@?#[]*\\".indexOf(c) >= 0);
        if (odd || (host.contains(":") && literal(host).isEmpty())) {
            return Optional.empty();
        }
        if (suffix.isEmpty()) {
            return Optional.of(new AllowedDestination(host, 0));
        }
        if (!suffix.matches(":[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(suffix.substring(1));
        return port < 1 || port > LAST_PORT ? Optional.empty() : Optional.of(new AllowedDestination(host, port));
    }

    boolean covers(String plainHost, int askedPort, InetAddress address) {
        if (port != 0 && port != askedPort) {
            return false;
        }
        return host.equals(plainHost) || literal(host).filter(address::equals).isPresent();
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
