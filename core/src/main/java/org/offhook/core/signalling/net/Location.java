package org.offhook.core.signalling.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.net.Dns.Naptr;
import org.offhook.core.signalling.net.Dns.Srv;
import org.offhook.protocols.sip.SipUri;

/// Locates the servers of a URI whose host is a name (RFC 3263 §4): NAPTR says by which transport, SRV where,
/// A and AAAA at which addresses. A port in the URI leaves the addresses only. When no name server answers the
/// addresses are tried too, for the system may know them from elsewhere.
public final class Location {

    /// Places that are tried, however many there are.
    static final int MOST = 16;

    private final Dns dns;
    private final Set<Transport> served;
    private final RandomGenerator random;

    /// @param served transports that may be used
    /// @param random for the weights of SRV (RFC 2782)
    public Location(Dns dns, Set<Transport> served, RandomGenerator random) {
        this.dns = dns;
        this.served = Set.copyOf(served);
        this.random = random;
    }

    /// Where to try, the best first. May block.
    public List<Flow> of(SipUri uri) {
        return places(uri).stream().map(place -> place.provenBy(uri.host())).toList();
    }

    private List<Flow> places(SipUri uri) {
        Transport named = named(uri);
        Transport usual = named != null ? named : uri.secure() ? Transport.TLS : Transport.UDP;
        boolean unknown = named == null && uri.transport() != null;
        boolean settled = named != null || uri.secure();
        if (unknown || (settled && !served.contains(usual))) {
            return List.of();
        }
        if (uri.port() != SipUri.NO_PORT) {
            return places(usual, uri.host(), uri.port());
        }
        List<Flow> found = new ArrayList<>();
        try {
            if (named != null) {
                found.addAll(servers(named, service(named, uri.secure()) + uri.host()));
            } else {
                found.addAll(byNaptr(uri));
                if (found.isEmpty()) {
                    found.addAll(bySrv(uri));
                }
            }
        } catch (IOException noServerAnswered) {
            found.clear();
        }
        List<Flow> places = found.isEmpty() ? places(usual, uri.host(), usual.defaultPort()) : found;
        return List.copyOf(places.subList(0, Math.min(MOST, places.size())));
    }

    /// The transport that the URI names; null when it names none, or one that does not exist.
    private static @Nullable Transport named(SipUri uri) {
        String name = uri.transport();
        Transport transport = name == null ? null : Transport.of(name);
        return transport == Transport.TCP && uri.secure() ? Transport.TLS : transport;
    }

    private List<Flow> byNaptr(SipUri uri) throws IOException {
        List<Naptr> records = dns.naptr(uri.host()).stream()
                .filter(naptr -> naptr.flags().equalsIgnoreCase("s"))
                .sorted(Comparator.comparingInt(Naptr::order).thenComparingInt(Naptr::preference))
                .toList();
        List<Flow> found = new ArrayList<>();
        for (Naptr naptr : records) {
            Transport transport = transport(naptr.service());
            if (transport != null
                    && served.contains(transport)
                    && (!uri.secure() || transport == Transport.TLS)
                    && found.size() < MOST) {
                found.addAll(servers(transport, naptr.replacement()));
            }
        }
        return found;
    }

    private List<Flow> bySrv(SipUri uri) throws IOException {
        List<Flow> found = new ArrayList<>();
        for (Transport transport : List.of(Transport.UDP, Transport.TCP, Transport.TLS)) {
            if (served.contains(transport) && (!uri.secure() || transport == Transport.TLS)) {
                found.addAll(servers(transport, service(transport, uri.secure()) + uri.host()));
            }
        }
        return found;
    }

    private static @Nullable Transport transport(String service) {
        return switch (service.toUpperCase(Locale.ROOT)) {
            case "SIP+D2U" -> Transport.UDP;
            case "SIP+D2T" -> Transport.TCP;
            case "SIPS+D2T" -> Transport.TLS;
            default -> null;
        };
    }

    private static String service(Transport transport, boolean secure) {
        return secure || transport == Transport.TLS ? "_sips._tcp." : "_sip._" + transport.parameter() + ".";
    }

    private List<Flow> servers(Transport transport, String service) throws IOException {
        List<Flow> found = new ArrayList<>();
        for (Srv srv : Weighted.order(dns.srv(service), Srv::priority, Srv::weight, random)) {
            boolean absent = srv.target().isEmpty() || srv.target().equals(".");
            if (!absent && srv.port() > 0 && found.size() < MOST) {
                found.addAll(places(transport, srv.target(), srv.port()));
            }
        }
        return found;
    }

    private List<Flow> places(Transport transport, String host, int port) {
        return dns.addresses(host).stream()
                .map(address -> new Flow(transport, address, port, Flow.ANY))
                .toList();
    }
}
