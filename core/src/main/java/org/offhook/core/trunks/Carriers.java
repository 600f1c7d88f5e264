package org.offhook.core.trunks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.offhook.core.time.Clock;
import org.offhook.core.trunks.Route.Outside;
import org.offhook.core.trunks.gateway.Gateway;
import org.offhook.core.trunks.gateway.Gateways;
import org.offhook.protocols.sip.SipUri;

/// The operator's carriers: the ways to a number that is not on the platform.
public final class Carriers {

    private final Gateways gateways;
    private final List<Carrier> carriers = new ArrayList<>();

    private record Carrier(Trunk trunk, SipUri uri, Gateway gateway) {}

    /// @param trunks in the order of preference where nothing else decides
    /// @throws IllegalArgumentException when the address of one is no SIP URI
    public Carriers(List<Trunk> trunks, Gateways gateways) {
        this.gateways = gateways;
        for (Trunk trunk : trunks) {
            SipUri uri = SipUri.parse(trunk.uri());
            if (uri == null) {
                throw new IllegalArgumentException("not a SIP URI: " + trunk.uri());
            }
            String place = trunk.uri().replaceFirst("(?i)^(sips?:)[^@]*@", "$1");
            carriers.add(new Carrier(trunk, uri, gateways.carrier(trunk.name(), place, trunk.channels())));
        }
    }

    /// None, or one that takes every number.
    public static Carriers of(Clock clock, Trunk... trunks) {
        return new Carriers(List.of(trunks), new Gateways(clock));
    }

    public Gateways gateways() {
        return gateways;
    }

    /// Whether a SIP address is at one of them.
    boolean has(SipUri uri) {
        return carriers.stream()
                .anyMatch(carrier -> carrier.uri.host().equalsIgnoreCase(uri.host())
                        && carrier.uri.portOrDefault() == uri.portOrDefault());
    }

    /// The ways to a number, the best first: those that are up before those that are not, then the longest prefix,
    /// then the lowest price.
    ///
    /// @param e164 with `+`
    public List<Outside> to(String e164) {
        return carriers.stream()
                .filter(carrier -> carrier.trunk.prefix(e164) >= 0)
                .sorted(Comparator.comparing((Carrier carrier) -> !carrier.gateway.isUp())
                        .thenComparingInt(carrier -> -carrier.trunk.prefix(e164))
                        .thenComparing(carrier -> carrier.trunk.price()))
                .map(carrier -> way(carrier, e164))
                .toList();
    }

    private static Outside way(Carrier carrier, String e164) {
        Trunk trunk = carrier.trunk;
        SipUri target = SipUri.of(trunk.written(e164), carrier.uri.host(), carrier.uri.port())
                .withParams(carrier.uri.params());
        return new Outside(
                target.toString(), null, Map.of(), trunk.credentials(), false, 0, carrier.gateway, List.of());
    }
}
