package org.offhook.testkit.sim.invariants;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.offhook.core.events.Event;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Change;

/// The events about one subject count 0, 1, 2, …, and their times never go back.
final class GaplessEvents implements Invariant {

    private final Map<Sid, Event> last = new HashMap<>();

    @Override
    public String name() {
        return "events have no gaps";
    }

    @Override
    public void see(Observation observation, Scene scene, Consumer<String> broken) {
        if (observation instanceof Observation.Committed(Change.Append(Event event))) {
            Event before = last.put(event.subject(), event);
            int expected = before == null ? 0 : before.sequence() + 1;
            if (event.sequence() != expected) {
                broken.accept(event.type().text() + " of " + event.subject() + " has number " + event.sequence()
                        + ", not " + expected);
            }
            if (before != null && before.time().isAfter(event.time())) {
                broken.accept(event.type().text() + " of " + event.subject() + " happened before "
                        + before.type().text() + ", which is written before it");
            }
        }
    }
}
