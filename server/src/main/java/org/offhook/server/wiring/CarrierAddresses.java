package org.offhook.server.wiring;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.offhook.core.time.Scheduler;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.text.Hosts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The addresses that the carrier's host has now. Looked up at once and again every few minutes, off the loop;
/// a name that cannot be looked up keeps what it had.
final class CarrierAddresses implements Supplier<Set<InetAddress>> {

    private static final Logger LOG = LoggerFactory.getLogger(CarrierAddresses.class);
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final String host;
    private final Scheduler scheduler;
    private volatile Set<InetAddress> addresses = Set.of();

    private CarrierAddresses(String host, Scheduler scheduler) {
        this.host = host;
        this.scheduler = scheduler;
    }

    static Supplier<Set<InetAddress>> of(SipUri carrier, Scheduler scheduler) {
        CarrierAddresses addresses = new CarrierAddresses(Hosts.bare(carrier.host()), scheduler);
        addresses.lookUp();
        return addresses;
    }

    @Override
    public Set<InetAddress> get() {
        return addresses;
    }

    private void lookUp() {
        Thread.ofVirtual().name("carrier-lookup").start(() -> {
            try {
                addresses = Set.of(InetAddress.getAllByName(host));
            } catch (UnknownHostException _) {
                LOG.warn("the carrier's host {} cannot be looked up; trying again in {}", host, AGAIN);
            }
            scheduler.after(AGAIN, this::lookUp);
        });
    }
}
