package org.offhook.testkit.sim.invariants;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.offhook.core.calls.Call;
import org.offhook.core.store.Change;
import org.offhook.testkit.fakes.AppRequest;

/// Once a call's record is closed, nobody is asked what to do with it: only callbacks tell of it.
final class SilenceAfterTheEnd implements Invariant {

    /// What marks a request as telling, not asking (contract §6.2).
    private static final List<String> CALLBACKS =
            List.of("CallbackSource", "RecordingStatus", "TranscriptionStatus", "StatusCallbackEvent");

    private final Set<String> closed = new HashSet<>();

    @Override
    public String name() {
        return "no document is fetched for a call that is over";
    }

    @Override
    public void see(Observation observation, Scene scene, Consumer<String> broken) {
        switch (observation) {
            case Observation.Committed(Change.Put<?>(var _, Call call)) -> {
                if (call.status().terminal()) {
                    closed.add(call.sid().value());
                }
            }
            case Observation.Asked(var _, AppRequest request) -> {
                if (closed.contains(request.parameter("CallSid"))
                        && CALLBACKS.stream().noneMatch(request::has)) {
                    broken.accept(request.url() + " is asked about " + request.parameter("CallSid"));
                }
            }
            default -> {}
        }
    }
}
