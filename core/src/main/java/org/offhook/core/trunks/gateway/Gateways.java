package org.offhook.core.trunks.gateway;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.offhook.core.limits.Quotas;
import org.offhook.core.time.Clock;

/// All places: those of the operator's carriers for good, those that customers name once they have been called.
/// Safe from any thread.
public final class Gateways {

    /// Places of customers that are remembered; beyond that those that are up and free are forgotten.
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Quotas quotas;
    private final List<Gateway> carriers = new CopyOnWriteArrayList<>();
    private final Map<String, Gateway> places = new ConcurrentHashMap<>();

    public Gateways(Clock clock) {
        this.clock = clock;
        this.quotas = new Quotas(clock);
    }

    /// A place of the operator's.
    ///
    /// @param channels calls it takes at a time; 0 for any number
    public Gateway carrier(String name, String uri, int channels) {
        Gateway made = new Gateway(name, uri, channels, false, clock);
        carriers.add(made);
        return made;
    }

    /// A place that a customer names.
    public Gateway place(String uri) {
        if (places.size() >= MOST) {
            places.values().removeIf(place -> place.isUp() && place.busy() == 0);
        }
        return places.computeIfAbsent(uri, _ -> new Gateway(uri, uri, 0, true, clock));
    }

    /// What customers' trunks have, by trunk.
    public Quotas quotas() {
        return quotas;
    }

    public Collection<Gateway> carriers() {
        return carriers;
    }

    /// Places of customers that failed and have not been heard since.
    public List<Gateway> silent() {
        return places.values().stream().filter(place -> !place.isUp()).toList();
    }
}
