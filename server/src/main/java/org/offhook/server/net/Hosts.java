package org.offhook.server.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Addresses of this machine: those that listeners are bound to, and those that others are told.
public final class Hosts {

    private Hosts() {}

    /// @throws IOException with one line when there is no such host
    public static InetAddress local(String host, String flag) throws IOException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException _) {
            throw new IOException("there is no host " + host + " (" + flag + "); give an address of this machine");
        }
    }

    /// What others are told about a listener, an address literal without brackets.
    ///
    /// @param configured what the operator wants them to be told, or null
    public static String told(InetAddress bound, @Nullable String configured) throws IOException {
        if (configured != null) {
            return local(configured, "public-address").getHostAddress();
        }
        if (!bound.isAnyLocalAddress()) {
            return withoutScope(bound);
        }
        return first(bound)
                .orElseThrow(
                        () -> new IOException(
                                "this machine has no address that others could be told; set public-address in the configuration"));
    }

    /// The first address that is not loopback, of the kind that the listener has, best connected first.
    private static Optional<String> first(InetAddress any) throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(Hosts::isUp)
                .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .filter(address -> address.getClass() == any.getClass())
                .map(Hosts::withoutScope)
                .findFirst();
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException _) {
            return false;
        }
    }

    private static String withoutScope(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }
}
