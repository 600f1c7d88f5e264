package org.offhook.core.signalling;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.offhook.core.signalling.net.Transport;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.Via;
import org.offhook.protocols.sip.agent.Capabilities;
import org.offhook.protocols.sip.text.Hosts;

/// How this user agent shows itself to others.
///
/// @param addresses where it can be reached by each transport it serves, as others see it
/// @param product the value of Server and User-Agent
/// @param capabilities what it serves
/// @param infoPackages the INFO packages it takes (RFC 6086)
public record Identity(
        Map<Transport, Address> addresses, String product, Capabilities capabilities, Set<String> infoPackages) {

    /// @param host a name or an IP literal
    public record Address(String host, int port) {}

    /// The same, reached by further transports at another port of the host.
    public Identity at(int port, Transport... further) {
        Map<Transport, Address> all = new EnumMap<>(addresses);
        String host = address(Transport.UDP).host();
        for (Transport transport : further) {
            all.put(transport, new Address(host, port));
        }
        return new Identity(all, product, capabilities, infoPackages);
    }

    /// Whether requests can be sent by this transport.
    public boolean serves(Transport transport) {
        return addresses.containsKey(transport);
    }

    /// The Via of a request that leaves by `transport`.
    public Via via(Transport transport, String branch) {
        Address address = address(transport);
        return Via.of(transport.viaToken(), address.host(), address.port(), branch);
    }

    /// The Contact of a dialog whose requests come by `transport`.
    public String contact(Transport transport) {
        Address address = address(transport);
        String parameter = transport == Transport.UDP ? "" : ";transport=" + transport.parameter();
        return "<sip:" + Hosts.bracketed(address.host()) + ":" + address.port() + parameter + ">";
    }

    /// Whether a URI names this user agent by one of its addresses.
    public boolean isOurs(SipUri uri) {
        String host = Hosts.bare(uri.host());
        return addresses.values().stream()
                .anyMatch(address -> address.host().equalsIgnoreCase(host) && address.port() == uri.portOrDefault());
    }

    private Address address(Transport transport) {
        Address address = addresses.get(transport);
        if (address == null) {
            throw new IllegalStateException("no address for " + transport);
        }
        return address;
    }
}
