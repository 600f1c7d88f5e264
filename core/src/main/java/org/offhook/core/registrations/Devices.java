package org.offhook.core.registrations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.offhook.core.registrations.Registered.Place;
import org.offhook.core.signalling.leg.Reach;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Transport;
import org.offhook.core.trunks.Registrations;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.NameAddr;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.registrar.Binding;
import org.offhook.protocols.sip.registrar.Outbound;

/// The devices of one address of record: their bindings as the registrar knows them, and how the REGISTER of
/// each came.
///
/// @param ways by the key of the binding
record Devices(List<Binding> bindings, Map<String, Way> ways) {

    /// @param source `sip:host:port;transport=…`
    /// @param connection that it came by, or [Flow#ANY]
    /// @param agent  what the device calls itself, or null
    /// @param since  the epoch second at which it came
    record Way(String source, long connection, @Nullable String agent, long since) {}

    private static final int LONGEST_AGENT = 128;

    static final Devices NONE = new Devices(List.of(), Map.of());

    Devices {
        bindings = List.copyOf(bindings);
        ways = Map.copyOf(ways);
    }

    static Devices of(Registered stored) {
        List<Binding> bindings = new ArrayList<>();
        Map<String, Way> ways = new HashMap<>();
        for (Place place : stored.places()) {
            SipUri contact = SipUri.parse(place.contact());
            if (contact != null) {
                Binding binding = new Binding(
                        contact,
                        place.callId(),
                        place.cseq(),
                        place.expiresAt(),
                        place.q(),
                        place.path(),
                        place.instance() == null ? null : new Outbound(place.instance(), place.flow()));
                bindings.add(binding);
                ways.put(
                        binding.key(),
                        new Way(place.source(), Reach.connection(place.source()), place.agent(), place.since()));
            }
        }
        return new Devices(bindings, ways);
    }

    /// The devices after a REGISTER that left these bindings; those that it named are reached by the way it
    /// came.
    ///
    /// @param now epoch second
    Devices after(List<Binding> left, SipRequest register, Flow source, long now) {
        String way = Reach.way(source);
        String agent = shortened(register.header(HeaderName.USER_AGENT));
        Map<String, Way> after = new HashMap<>();
        for (Binding binding : left) {
            boolean named = binding.callId().equals(register.callId())
                    && binding.cseq() == register.cseq().number();
            String key = binding.key();
            Way before = ways.get(key);
            long since = before == null ? now : before.since;
            after.put(key, before != null && !named ? before : new Way(way, source.connection(), agent, since));
        }
        return new Devices(left, after);
    }

    private static @Nullable String shortened(@Nullable String agent) {
        return agent == null || agent.length() <= LONGEST_AGENT ? agent : agent.substring(0, LONGEST_AGENT);
    }

    /// The devices that are left when those whose time has run out have gone.
    Devices at(long epochSecond) {
        return only(binding -> !binding.isGoneAt(epochSecond));
    }

    /// The devices that are left when a connection has ended: who came by it and asked for flows, or came by a
    /// WebSocket, is reached by it alone (RFC 5626 §5.3, RFC 7118 §5).
    Devices without(Flow lost) {
        String way = Reach.way(lost);
        boolean socket = lost.transport() == Transport.WS || lost.transport() == Transport.WSS;
        return only(binding -> !way.equals(way(binding).source) || (binding.outbound() == null && !socket));
    }

    private Devices only(Predicate<Binding> which) {
        List<Binding> live = bindings.stream().filter(which).toList();
        Map<String, Way> left = new HashMap<>();
        live.forEach(binding -> left.put(binding.key(), way(binding)));
        return new Devices(live, left);
    }

    /// The connections that its devices came by.
    Set<Long> connections() {
        return ways.values().stream()
                .map(Way::connection)
                .filter(connection -> connection != Flow.ANY)
                .collect(Collectors.toSet());
    }

    /// The epoch second at which the next device goes.
    OptionalLong nextEnd() {
        return bindings.stream().mapToLong(Binding::expiresAt).min();
    }

    /// The devices as they are stored: each for half as long again as it is good for.
    ///
    /// @param now epoch second
    List<Place> places(long now) {
        return bindings.stream()
                .map(binding -> place(binding, binding.expiresAt() + Math.max(0, binding.expiresAt() - now) / 2))
                .toList();
    }

    /// The devices with the ends that they were told.
    List<Place> told() {
        return bindings.stream()
                .map(binding -> place(binding, binding.expiresAt()))
                .toList();
    }

    private Place place(Binding binding, long until) {
        return new Place(
                binding.contact().toString(),
                binding.callId(),
                binding.cseq(),
                until,
                binding.q(),
                binding.path(),
                way(binding).source,
                way(binding).agent,
                way(binding).since,
                binding.outbound() == null ? null : binding.outbound().instance(),
                binding.outbound() == null ? 0 : binding.outbound().flow());
    }

    /// Whether a process that takes up this row knows all these devices, and no others, for as long as they are
    /// good. Which REGISTER it was that renewed a device makes no difference.
    boolean areKeptBy(Registered stored) {
        if (stored.places().size() != bindings.size()) {
            return false;
        }
        Map<String, Place> kept = new HashMap<>();
        stored.places().forEach(place -> kept.put(place.key(), place));
        return bindings.stream().allMatch(binding -> isKept(binding, kept.get(binding.key())));
    }

    private boolean isKept(Binding binding, @Nullable Place as) {
        return as != null
                && as.contact().equals(binding.contact().toString())
                && as.expiresAt() >= binding.expiresAt()
                && as.q() == binding.q()
                && as.path().equals(binding.path())
                && as.source().equals(way(binding).source);
    }

    /// Where calls are sent now, the best first.
    List<Registrations.Binding> reachable(long epochSecond) {
        return bindings.stream()
                .filter(binding -> !binding.isGoneAt(epochSecond))
                .sorted(Comparator.comparingInt((Binding binding) -> -binding.q())
                        .thenComparingLong(binding -> -binding.expiresAt()))
                .map(this::reach)
                .toList();
    }

    /// Through the proxies that the phone named (RFC 3327), or by the way its REGISTER came, which is how a phone
    /// behind a NAT is reached. A proxy that the REGISTER itself came from is no choice of the phone's.
    private Registrations.Binding reach(Binding binding) {
        String contact = binding.contact().toString();
        String source = way(binding).source;
        String device = binding.outbound() == null ? null : binding.outbound().instance();
        if (binding.path().isEmpty()) {
            return new Registrations.Binding(contact, source, binding.q(), false, device);
        }
        String path = String.join(", ", binding.path());
        return new Registrations.Binding(contact, path, binding.q(), !isAt(source, path), device);
    }

    private static boolean isAt(String source, String path) {
        List<NameAddr> proxies = NameAddr.parseAll(path);
        SipUri from = SipUri.parse(source);
        return proxies != null
                && from != null
                && proxies.getFirst().uri() instanceof SipUri first
                && first.host().equalsIgnoreCase(from.host());
    }

    /// Where the REGISTER came from, `sip:host:port;transport=…`.
    String source(Binding binding) {
        return way(binding).source;
    }

    private Way way(Binding binding) {
        return Objects.requireNonNull(ways.get(binding.key()), "every binding has a way");
    }
}
