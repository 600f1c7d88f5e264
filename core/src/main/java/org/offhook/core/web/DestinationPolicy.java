package org.offhook.core.web;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/// Which servers the platform connects to on behalf of a customer (TRUST 2.5, SSRF).
///
/// The open policy, for a developer's own machine, admits everything. The guarded one admits public addresses
/// and what the operator has allowed by name or address. It judges the address that will be connected to, not
/// how it was written: whoever resolves a name must judge every address it stands for and then connect to one
/// of those, without asking again.
public final class DestinationPolicy {

    private static final DestinationPolicy OPEN = new DestinationPolicy(true, List.of());

    private final boolean open;
    private final List<AllowedDestination> allowed;

    private DestinationPolicy(boolean open, List<AllowedDestination> allowed) {
        this.open = open;
        this.allowed = List.copyOf(allowed);
    }

    /// Admits everything (profile `dev`).
    public static DestinationPolicy open() {
        return OPEN;
    }

    /// Admits public addresses and `allowed` (profile `prod`).
    public static DestinationPolicy guarded(List<AllowedDestination> allowed) {
        return new DestinationPolicy(false, allowed);
    }

    /// @param host    as the URL names it, an address literal without brackets
    /// @param port    1–65535
    /// @param address one address of that host
    public boolean admits(String host, int port, InetAddress address) {
        return open || SpecialAddresses.isPublic(address.getAddress()) || isAllowed(plain(host), port, address);
    }

    private boolean isAllowed(String host, int port, InetAddress address) {
        for (AllowedDestination destination : allowed) {
            if (destination.covers(host, port, address)) {
                return true;
            }
        }
        return false;
    }

    /// A host name as names are compared: lower case, without the root's dot.
    static String plain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
