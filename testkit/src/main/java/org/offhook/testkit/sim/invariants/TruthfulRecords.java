package org.offhook.testkit.sim.invariants;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.Direction;
import org.offhook.core.store.Query;
import org.offhook.testkit.fakes.FakePhone;
import org.offhook.testkit.fakes.PhoneCall;

/// What the records say is what the phones lived through: a caller who was answered has a completed call, one
/// who was refused has none.
final class TruthfulRecords implements Invariant {

    @Override
    public String name() {
        return "the records tell the truth";
    }

    @Override
    public void finish(Scene scene, Consumer<String> broken) {
        Map<String, Integer> answered = new HashMap<>();
        for (FakePhone phone : scene.phones()) {
            for (PhoneCall call : phone.calls()) {
                if (call.placedHere() && call.answered()) {
                    answered.merge(call.owner(), 1, Integer::sum);
                }
            }
        }
        Map<String, Integer> started = new HashMap<>();
        for (Call call : scene.store().list(Call.KIND, Query.of(null))) {
            if (call.direction() == Direction.INBOUND && call.started() != null) {
                started.merge(call.from(), 1, Integer::sum);
                if (call.status() != CallStatus.COMPLETED && call.status() != CallStatus.FAILED) {
                    broken.accept(
                            call.sid() + " was answered and is " + call.status().text());
                }
            }
        }
        answered.forEach((caller, count) -> {
            if (started.getOrDefault(caller, 0) < count) {
                broken.accept(caller + " was answered " + count + " times, the records know of "
                        + started.getOrDefault(caller, 0));
            }
        });
    }
}
