package org.offhook.server.config;

import java.util.Optional;

/// `HOST:PORT`; an IPv6 address stands in brackets.
///
/// @param host without brackets
/// @param port 0–65535; 0 is any free one
public record HostPort(String host, int port) {

    private static final int MOST = 65_535;

    public static Optional<HostPort> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        String host = host(text.substring(0, colon));
        int port = port(text.substring(colon + 1));
        return host.isEmpty() || port < 0 ? Optional.empty() : Optional.of(new HostPort(host, port));
    }

    /// The host without brackets; empty when it cannot be one.
    static String host(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return text.substring(1, text.length() - 1);
        }
        return text.contains(":") || text.chars().anyMatch(Character::isWhitespace) ? "" : text;
    }

    /// 0–65535, or -1.
    static int port(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int port = Integer.parseInt(text);
        return port <= MOST ? port : -1;
    }

    public HostPort withPort(int other) {
        return new HostPort(host, other);
    }

    public HostPort withHost(String other) {
        return new HostPort(other, port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
