package org.offhook.testkit.sim.invariants;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Change;

/// queued < initiated < ringing < answered < ended, each at most once, and a call that is not placed any more
/// does nothing: only what is told about it later may follow its end.
final class LegalCallEvents implements Invariant {

    private final Map<Sid, Integer> stages = new HashMap<>();

    @Override
    public String name() {
        return "the events of a call come in their order";
    }

    @Override
    public void see(Observation observation, Scene scene, Consumer<String> broken) {
        if (observation instanceof Observation.Committed(Change.Append(Event event))
                && event.subject().is(SidType.CALL)) {
            int reached = stages.getOrDefault(event.subject(), 0);
            int stage = stage(event.type());
            if (stage > 0) {
                if (stage <= reached) {
                    broken.accept(event.type().text() + " of " + event.subject() + " comes too late");
                }
                stages.put(event.subject(), stage);
            } else if (reached == stage(EventType.CALL_ENDED) && !mayFollow(event.type())) {
                broken.accept(event.type().text() + " of " + event.subject() + " comes after its end");
            }
        }
    }

    private static int stage(EventType type) {
        return switch (type) {
            case CALL_QUEUED -> 1;
            case CALL_INITIATED -> 2;
            case CALL_RINGING -> 3;
            case CALL_ANSWERED -> 4;
            case CALL_ENDED -> 5;
            default -> 0;
        };
    }

    /// The caller is gone: verbs come to their end, the application is told what they gave, recordings are
    /// closed.
    private static boolean mayFollow(EventType type) {
        return switch (type) {
            case SPEECH, PLAY, RECORD_STARTED, DIAL_STARTED, BRIDGED, DIGITS -> false;
            default -> true;
        };
    }
}
