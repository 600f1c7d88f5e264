package org.offhook.adapters.sipnet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Transport;
import org.offhook.protocols.sip.text.Hosts;

/// Turns socket addresses into flows and back. Owned by one thread; remembers the latest of both, for most
/// packets come from where one came before.
final class Flows {

    private static final int REMEMBERED = 16_384;

    private final Map<InetSocketAddress, Flow> flows = new HashMap<>();
    private final Map<Flow, InetSocketAddress> addresses = new HashMap<>();

    Flow datagram(InetSocketAddress from) {
        Flow known = flows.get(from);
        if (known == null) {
            known = of(Transport.UDP, from, Flow.ANY);
            remember(flows, from, known);
        }
        return known;
    }

    /// Null when the flow's address is none; nothing is ever looked up by name.
    @Nullable
    InetSocketAddress address(Flow flow) {
        InetSocketAddress known = addresses.get(flow);
        if (known == null) {
            known = resolved(flow);
            if (known != null) {
                remember(addresses, flow, known);
            }
        }
        return known;
    }

    static @Nullable InetSocketAddress resolved(Flow flow) {
        if (!Hosts.isAddress(flow.address())) {
            return null;
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(flow.address()), flow.port());
        } catch (UnknownHostException _) {
            return null;
        }
    }

    static Flow of(Transport transport, InetSocketAddress address, long connection) {
        String literal = address.getAddress().getHostAddress();
        int zone = literal.indexOf('%');
        return new Flow(transport, zone < 0 ? literal : literal.substring(0, zone), address.getPort(), connection);
    }

    private static <K, V> void remember(Map<K, V> map, K key, V value) {
        if (map.size() >= REMEMBERED) {
            map.clear();
        }
        map.put(key, value);
    }
}
