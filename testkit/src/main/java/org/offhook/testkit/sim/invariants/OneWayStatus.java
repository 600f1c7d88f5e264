package org.offhook.testkit.sim.invariants;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Change;

/// The status of a call goes forward only, and a terminal one stays (contract §16).
final class OneWayStatus implements Invariant {

    private final Map<Sid, CallStatus> known = new HashMap<>();

    @Override
    public String name() {
        return "a call has one terminal status and never goes back";
    }

    @Override
    public void see(Observation observation, Scene scene, Consumer<String> broken) {
        if (observation instanceof Observation.Committed(Change.Put<?>(var _, Call call))) {
            CallStatus before = known.put(call.sid(), call.status());
            if (before != null && before != call.status() && (before.terminal() || step(call) < step(before))) {
                broken.accept(call.sid() + " went from " + before.text() + " to "
                        + call.status().text());
            }
        }
    }

    private static int step(Call call) {
        return step(call.status());
    }

    private static int step(CallStatus status) {
        return switch (status) {
            case QUEUED -> 0;
            case RINGING -> 1;
            case IN_PROGRESS -> 2;
            case COMPLETED, BUSY, FAILED, NO_ANSWER, CANCELED -> 3;
        };
    }
}
