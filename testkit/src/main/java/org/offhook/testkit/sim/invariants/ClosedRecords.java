package org.offhook.testkit.sim.invariants;

import java.util.function.Consumer;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.recordings.Recording;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;

/// A call's record says when it began and ended, in order, exactly when its status says that it did; and in the
/// end every call and every recording is closed.
final class ClosedRecords implements Invariant {

    @Override
    public String name() {
        return "records of ended calls are closed";
    }

    @Override
    public void see(Observation observation, Scene scene, Consumer<String> broken) {
        if (observation instanceof Observation.Committed(Change.Put<?>(var _, Call call))) {
            if ((call.ended() != null) != call.status().terminal()) {
                broken.accept(call.sid() + " is " + call.status().text() + " and ended at " + call.ended());
            }
            boolean talked = call.status() == CallStatus.IN_PROGRESS || call.status() == CallStatus.COMPLETED;
            if (talked && call.started() == null) {
                broken.accept(call.sid() + " is " + call.status().text() + " and never started");
            }
            if (call.started() != null && call.started().isBefore(call.created())) {
                broken.accept(call.sid() + " started before it was made");
            }
            if (call.started() != null && call.ended() != null && call.ended().isBefore(call.started())) {
                broken.accept(call.sid() + " ended before it started");
            }
        }
    }

    @Override
    public void finish(Scene scene, Consumer<String> broken) {
        for (Call call : scene.store().list(Call.KIND, Query.of(null))) {
            if (!call.status().terminal()) {
                broken.accept(call.sid() + " is " + call.status().text() + " after everybody has gone");
            }
        }
        for (Recording recording : scene.store().list(Recording.KIND, Query.of(null))) {
            boolean closed = switch (recording.status()) {
                case COMPLETED, ABSENT -> true;
                case IN_PROGRESS, PAUSED, STOPPED, PROCESSING -> false;
            };
            if (!closed) {
                broken.accept(recording.sid() + " is " + recording.status().text() + " after its call");
            }
        }
    }
}
