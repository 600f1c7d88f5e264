package org.offhook.core.signalling;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Told;
import org.offhook.core.signalling.net.Transport;
import org.offhook.protocols.sdp.Moved;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.Via;
import org.offhook.protocols.sip.agent.Capabilities;
import org.offhook.protocols.sip.text.Hosts;

/// How this user agent shows itself to others.
///
/// @param addresses where it can be reached by each transport it serves, as others see it
/// @param product the value of Server and User-Agent
/// @param capabilities what it serves
/// @param infoPackages the INFO packages it takes (RFC 6086)
/// @param told by which other address it is reached from some networks
/// @param sound the same for the sound
public record Identity(
        Map<Transport, Address> addresses,
        String product,
        Capabilities capabilities,
        Set<String> infoPackages,
        Told told,
        Told sound) {

    /// One that is reached by the same addresses from everywhere.
    public Identity(
            Map<Transport, Address> addresses, String product, Capabilities capabilities, Set<String> infoPackages) {
        this(addresses, product, capabilities, infoPackages, Told.USUAL, Told.USUAL);
    }

    /// @param host a name or an IP literal
    public record Address(String host, int port) {}

    /// The same, reached by further transports at another port of the host.
    public Identity at(int port, Transport... further) {
        Map<Transport, Address> all = new EnumMap<>(addresses);
        String host = address(Transport.UDP).host();
        for (Transport transport : further) {
            all.put(transport, new Address(host, port));
        }
        return new Identity(all, product, capabilities, infoPackages, told, sound);
    }

    /// Whether requests can be sent by this transport.
    public boolean serves(Transport transport) {
        return addresses.containsKey(transport);
    }

    /// The Via of a request that leaves by `flow`.
    public Via via(Flow flow, String branch) {
        return Via.of(
                flow.transport().viaToken(),
                host(flow),
                address(flow.transport()).port(),
                branch);
    }

    /// The Contact of a dialog whose requests come by `flow`.
    public String contact(Flow flow) {
        Transport transport = flow.transport();
        String parameter = transport == Transport.UDP ? "" : ";transport=" + transport.parameter();
        return "<sip:" + Hosts.bracketed(host(flow)) + ":" + address(transport).port() + parameter + ">";
    }

    /// A session description of ours as it leaves by `flow`.
    public Body described(@Nullable String sdp, Flow flow) {
        if (sdp == null) {
            return Body.NONE;
        }
        String host = sound.to(flow.address());
        return Body.of(host == null ? sdp : Moved.to(host, sdp));
    }

    private String host(Flow flow) {
        String host = told.to(flow.address());
        return host == null ? address(flow.transport()).host() : host;
    }

    private Address address(Transport transport) {
        Address address = addresses.get(transport);
        if (address == null) {
            throw new IllegalStateException("no address for " + transport);
        }
        return address;
    }
}
