package org.offhook.server.wiring;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.offhook.core.meters.Meters;
import org.offhook.core.signalling.OutgoingInvite.Credentials;
import org.offhook.core.signalling.Probing;
import org.offhook.core.trunks.Carriers;
import org.offhook.core.trunks.Trunk;
import org.offhook.core.trunks.gateway.Gateway;
import org.offhook.core.trunks.gateway.Gateways;
import org.offhook.core.trunks.gateway.Watch;
import org.offhook.protocols.sip.SipUri;
import org.offhook.server.config.Configuration;
import org.offhook.server.config.ConfigurationException;

/// The operator's carriers, and all places that calls are sent to.
///
/// @param addresses of the carriers, as they are now
record CarrierRoom(Carriers carriers, Supplier<Set<InetAddress>> addresses) {

    /// @throws ConfigurationException when the address of a carrier is no SIP URI
    static CarrierRoom open(Configuration configuration, Foundation base) {
        List<Supplier<Set<InetAddress>>> known = new ArrayList<>();
        List<Trunk> trunks = new ArrayList<>();
        for (Configuration.Carrier carrier : configuration.carriers()) {
            SipUri uri = SipUri.parse(carrier.uri());
            if (uri == null) {
                throw new ConfigurationException("carrier " + carrier.name() + ": \"" + carrier.uri()
                        + "\" is not a SIP URI, such as sip:sip.carrier.example:5060");
            }
            trunks.add(trunk(carrier));
            known.add(CarrierAddresses.of(uri, base.scheduler()));
        }
        return new CarrierRoom(new Carriers(trunks, new Gateways(base.clock())), () -> all(known));
    }

    private static Set<InetAddress> all(List<Supplier<Set<InetAddress>>> known) {
        if (known.size() == 1) {
            return known.getFirst().get();
        }
        Set<InetAddress> all = new HashSet<>();
        known.forEach(one -> all.addAll(one.get()));
        return all;
    }

    /// Whether one of them has this address.
    ///
    /// @param literal without brackets
    boolean isAddress(String literal) {
        return addresses.get().contains(InetAddress.ofLiteral(literal));
    }

    private static Trunk trunk(Configuration.Carrier carrier) {
        String username = carrier.username();
        String password = carrier.password();
        return new Trunk(
                carrier.name(),
                carrier.uri(),
                username == null || password == null ? null : new Credentials(username, password, carrier.realm()),
                carrier.prefixes(),
                carrier.price(),
                carrier.channels(),
                carrier.prepend());
    }

    /// Begins to ask who is there.
    void watch(Configuration configuration, Probing probing, Foundation base) {
        new Watch(carriers.gateways(), probing, base.scheduler(), WebRoom.destinations(configuration)).start();
    }

    void register(Meters meters) {
        meters.gauge(
                "offhook_carriers_up",
                "Carriers that answer.",
                () -> carriers.gateways().carriers().stream()
                        .filter(Gateway::isUp)
                        .count());
        meters.gauge(
                "offhook_carrier_calls",
                "Calls that are with carriers.",
                () -> carriers.gateways().carriers().stream()
                        .mapToInt(Gateway::busy)
                        .sum());
        meters.gauge(
                "offhook_places_silent",
                "Places of customers that failed and were not heard since.",
                () -> carriers.gateways().silent().size());
    }
}
