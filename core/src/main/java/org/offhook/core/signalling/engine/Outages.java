package org.offhook.core.signalling.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.offhook.core.signalling.OutageLimits;
import org.offhook.core.signalling.net.Flow;

/// Places behind names that were silent, could not be reached or said 503: while a name has others these are tried
/// first. When a place has rested it is asked by OPTIONS whether it is back. One that is not for long is asked no
/// more: the next call to it finds out.
///
/// Not safe for threads: the loop owns it.
public final class Outages {

    private static final int MOST_QUESTIONS = 8;

    private final OutageLimits limits;
    private final TimerWheel wheel;
    private final Prober prober;
    private final Map<Flow, Outage> down = new LinkedHashMap<>();

    /// Asks a place whether it is there.
    @FunctionalInterface
    public interface Prober {
        void probe(Flow place, Answer answer, long now);
    }

    /// What a place says, on the loop.
    @FunctionalInterface
    public interface Answer {
        void is(boolean there, long now);
    }

    public Outages(OutageLimits limits, TimerWheel wheel, Prober prober) {
        this.limits = limits;
        this.wheel = wheel;
        this.prober = prober;
    }

    /// The same places, those that are down behind the others.
    public List<Flow> ordered(List<Flow> places) {
        if (down.isEmpty() || places.size() < 2) {
            return places;
        }
        List<Flow> ordered = new ArrayList<>(places);
        ordered.sort(Comparator.comparing(this::isDown));
        return ordered;
    }

    /// A place failed.
    ///
    /// @param rest nanoseconds that it asked for; 0 when it asked for none
    public void failed(Flow place, long rest, long now) {
        if (isDown(place)) {
            return; // Its time is running.
        }
        if (down.size() >= limits.places()) {
            Iterator<Outage> oldest = down.values().iterator();
            wheel.clear(oldest.next());
            oldest.remove();
        }
        Outage outage = new Outage(place);
        down.put(any(place), outage);
        outage.rest(rest == 0 ? limits.rest().toNanos() : rest, now);
    }

    /// A place said something.
    public void heard(Flow place) {
        Outage outage = down.isEmpty() ? null : down.remove(any(place));
        if (outage != null) {
            wheel.clear(outage);
        }
    }

    private boolean isDown(Flow place) {
        return down.containsKey(any(place));
    }

    /// The place, by whichever connection and name.
    private static Flow any(Flow place) {
        return new Flow(place.transport(), place.address(), place.port(), Flow.ANY);
    }

    /// How many places are down.
    public int size() {
        return down.size();
    }

    private final class Outage extends TimerWheel.Timed {

        private final Flow place;
        private long rest;
        private int questions;

        private Outage(Flow place) {
            this.place = place;
        }

        private void rest(long nanos, long now) {
            rest = Math.min(nanos, limits.longest().toNanos());
            wheel.set(this, now + rest, now);
        }

        @Override
        public void fire(long now) {
            questions++;
            prober.probe(place, this::answered, now);
        }

        private void answered(boolean there, long now) {
            if (down.get(any(place)) != this) {
                return;
            }
            if (there || questions == MOST_QUESTIONS) {
                heard(place);
            } else {
                rest(2 * rest, now);
            }
        }
    }
}
