package org.offhook.server.config;

import java.util.Optional;

/// `HOST:LOW-HIGH`, both inclusive.
///
/// @param host without brackets
public record PortRange(String host, int low, int high) {

    static final int LOW = 10_000;
    static final int HIGH = 20_000;

    /// RTP takes an even port and RTCP the next: fewer than two ports hold no leg.
    public static Optional<PortRange> parse(String text) {
        int colon = text.lastIndexOf(':');
        int dash = text.indexOf('-', colon + 1);
        if (colon < 1 || dash < 0) {
            return Optional.empty();
        }
        String host = HostPort.host(text.substring(0, colon));
        int low = HostPort.port(text.substring(colon + 1, dash));
        int high = HostPort.port(text.substring(dash + 1));
        return host.isEmpty() || low < 1 || high <= low
                ? Optional.empty()
                : Optional.of(new PortRange(host, low, high));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + low + "-" + high;
    }
}
