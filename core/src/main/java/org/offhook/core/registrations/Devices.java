package org.offhook.core.registrations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.offhook.core.registrations.Registered.Place;
import org.offhook.core.signalling.leg.Reach;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.trunks.Registrations;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.registrar.Binding;

/// The devices of one address of record: their bindings as the registrar knows them, and by which way the
/// REGISTER of each came.
///
/// @param sources `sip:host:port;transport=…` by contact
record Devices(List<Binding> bindings, Map<String, String> sources) {

    static final Devices NONE = new Devices(List.of(), Map.of());

    Devices {
        bindings = List.copyOf(bindings);
        sources = Map.copyOf(sources);
    }

    static Devices of(Registered stored) {
        List<Binding> bindings = new ArrayList<>();
        Map<String, String> sources = new HashMap<>();
        for (Place place : stored.places()) {
            SipUri contact = SipUri.parse(place.contact());
            if (contact != null) {
                bindings.add(
                        new Binding(contact, place.callId(), place.cseq(), place.expiresAt(), place.q(), place.path()));
                sources.put(place.contact(), place.source());
            }
        }
        return new Devices(bindings, sources);
    }

    /// The devices after a REGISTER that left these bindings; those that it named are reached by the way it
    /// came.
    Devices after(List<Binding> left, SipRequest register, Flow source) {
        String way = Reach.way(source);
        Map<String, String> ways = new HashMap<>();
        for (Binding binding : left) {
            boolean named = binding.callId().equals(register.callId())
                    && binding.cseq() == register.cseq().number();
            String contact = binding.contact().toString();
            ways.put(contact, named ? way : sources.getOrDefault(contact, way));
        }
        return new Devices(left, ways);
    }

    /// The devices that are left when those whose time has run out have gone.
    Devices at(long epochSecond) {
        List<Binding> live = bindings.stream()
                .filter(binding -> !binding.isGoneAt(epochSecond))
                .toList();
        Map<String, String> ways = new HashMap<>();
        live.forEach(binding -> ways.put(binding.contact().toString(), way(binding)));
        return new Devices(live, ways);
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

    private Place place(Binding binding, long until) {
        return new Place(
                binding.contact().toString(),
                binding.callId(),
                binding.cseq(),
                until,
                binding.q(),
                binding.path(),
                way(binding));
    }

    /// Whether a process that takes up this row knows all these devices, and no others, for as long as they are
    /// good. Which REGISTER it was that renewed a device makes no difference.
    boolean areKeptBy(Registered stored) {
        if (stored.places().size() != bindings.size()) {
            return false;
        }
        Map<String, Place> kept = new HashMap<>();
        stored.places().forEach(place -> kept.put(place.contact(), place));
        return bindings.stream()
                .allMatch(binding -> isKept(binding, kept.get(binding.contact().toString())));
    }

    private boolean isKept(Binding binding, @Nullable Place as) {
        return as != null
                && as.expiresAt() >= binding.expiresAt()
                && as.q() == binding.q()
                && as.path().equals(binding.path())
                && as.source().equals(way(binding));
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

    /// Through the proxies that the phone named, or by the way its REGISTER came, which is how a phone behind a
    /// NAT is reached.
    private Registrations.Binding reach(Binding binding) {
        String route = binding.path().isEmpty()
                ? way(binding)
                : binding.path().getFirst().replaceAll("^[^<]*<|>.*$", "");
        return new Registrations.Binding(binding.contact().toString(), route);
    }

    private String way(Binding binding) {
        return Objects.requireNonNull(sources.get(binding.contact().toString()), "every binding has a way");
    }
}
