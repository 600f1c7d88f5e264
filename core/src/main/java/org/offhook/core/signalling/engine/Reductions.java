package org.offhook.core.signalling.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.offhook.core.signalling.net.Flow;
import org.offhook.protocols.sip.overload.Reduction;

/// Which neighbours want less (RFC 7339 §5.2): of the calls to such a place as many as it says are held back, by
/// chance. What belongs to a call in progress is sent always.
///
/// Not safe for threads: the loop owns it.
public final class Reductions {

    /// Neighbours that are remembered; of more the one that spoke first is forgotten.
    private static final int MOST = 1_000;

    private static final int ALL = 100;
    private static final long MILLISECOND = 1_000_000;

    private final Tokens tokens;
    private final Map<Flow, Held> held = new LinkedHashMap<>(16, 0.75f) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Flow, Held> eldest) {
            return size() > MOST;
        }
    };
    private long heldBack;

    private record Held(Reduction reduction, long until) {}

    public Reductions(Tokens tokens) {
        this.tokens = tokens;
    }

    /// What a place said in a response.
    public void heard(Flow place, Reduction reduction, long now) {
        Flow any = any(place);
        Held before = held.get(any);
        if (before != null && before.until > now && before.reduction.sequence() > reduction.sequence()) {
            return; // §4.4: overtaken by a later one.
        }
        if (reduction.loss() == 0 || reduction.validity() == 0) {
            held.remove(any);
        } else {
            held.put(any, new Held(reduction, now + reduction.validity() * MILLISECOND));
        }
    }

    /// Those of the places that take this call.
    public List<Flow> passing(List<Flow> places, long now) {
        if (held.isEmpty()) {
            return places;
        }
        List<Flow> passing =
                places.stream().filter(place -> !holdsBack(any(place), now)).toList();
        if (passing.isEmpty()) {
            heldBack++;
        }
        return passing;
    }

    private boolean holdsBack(Flow place, long now) {
        Held one = held.get(place);
        if (one != null && one.until <= now) {
            held.remove(place);
            return false;
        }
        return one != null && tokens.between(0, ALL) < one.reduction.loss();
    }

    /// Calls that were not sent to any place.
    public long heldBack() {
        return heldBack;
    }

    /// The place, by whichever connection and name.
    private static Flow any(Flow place) {
        return new Flow(place.transport(), place.address(), place.port(), Flow.ANY);
    }
}
