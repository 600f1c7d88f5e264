package org.offhook.testkit.sim.invariants;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;
import org.offhook.core.queues.QueueMember;
import org.offhook.core.store.Change;

/// Whoever has waited longest in a queue is called first.
final class QueuesInOrder implements Invariant {

    private final Map<Sid, QueueMember> waiting = new LinkedHashMap<>();
    private @Nullable QueueMember overtaken;

    @Override
    public String name() {
        return "whoever came first into a queue is called first";
    }

    @Override
    public void see(Observation observation, Scene scene, Consumer<String> broken) {
        switch (observation) {
            case Observation.Committed(Change.Put<?>(var _, QueueMember row)) -> waiting.put(row.sid(), row);
            case Observation.Committed(Change.Remove<?>(var _, Sid sid)) -> {
                QueueMember gone = waiting.remove(sid);
                overtaken = gone == null ? null : earlier(gone);
            }
            case Observation.Committed(Change.Append(Event event)) -> {
                QueueMember first = overtaken;
                if (event.type() == EventType.QUEUE_LEFT
                        && "called".equals(event.data().get("reason"))
                        && first != null) {
                    broken.accept(event.data().get("call") + " was called before " + first.call());
                }
            }
            default -> {}
        }
    }

    private @Nullable QueueMember earlier(QueueMember than) {
        for (QueueMember other : waiting.values()) {
            if (other.queue().equals(than.queue()) && other.created().isBefore(than.created())) {
                return other;
            }
        }
        return null;
    }
}
