package org.offhook.testkit.sim.invariants;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.offhook.core.conferences.Participant;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Change;

/// A call is in one conference at a time, and one with `endConferenceOnExit` leaves nobody behind.
final class OneConferenceEach implements Invariant {

    private final Map<Sid, Participant> rows = new HashMap<>();
    private final Map<Sid, Participant> ended = new HashMap<>();

    @Override
    public String name() {
        return "a call is in one conference, which is over when its moderator leaves";
    }

    @Override
    public void see(Observation observation, Scene scene, Consumer<String> broken) {
        switch (observation) {
            case Observation.Committed(Change.Put<?>(var _, Participant row)) -> {
                rows.put(row.sid(), row);
                for (Participant other : rows.values()) {
                    if (other.call().equals(row.call()) && !other.sid().equals(row.sid())) {
                        broken.accept(row.call() + " is in " + other.conference() + " and in " + row.conference());
                    }
                }
            }
            case Observation.Committed(Change.Remove<?>(var _, Sid sid)) -> {
                Participant row = rows.remove(sid);
                if (row != null && row.ends()) {
                    ended.put(row.conference(), row);
                }
            }
            default -> {}
        }
    }

    /// What is committed together has all been seen by then.
    @Override
    public void look(Scene scene, Consumer<String> broken) {
        if (ended.isEmpty()) {
            return;
        }
        for (Participant left : rows.values()) {
            Participant moderator = ended.get(left.conference());
            if (moderator != null) {
                broken.accept(
                        left.call() + " is still in " + left.conference() + ", which " + moderator.call() + " ended");
            }
        }
        ended.clear();
    }
}
