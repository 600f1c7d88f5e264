package org.offhook.testkit.sim.invariants;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.offhook.core.calls.Call;
import org.offhook.core.store.Query;

/// A restart closes what the life before left open: a call that is not over has a script that will end it
/// (TRUST §3).
final class OpenCallsLive implements Invariant {

    private boolean recovered;

    @Override
    public String name() {
        return "after a restart no call is left open";
    }

    @Override
    public void see(Observation observation, Scene scene, Consumer<String> broken) {
        recovered |= observation instanceof Observation.Recovered;
    }

    @Override
    public void look(Scene scene, Consumer<String> broken) {
        if (!recovered) {
            return;
        }
        recovered = false;
        Set<String> scripts = new HashSet<>(scene.scripts());
        for (Call call : scene.store().list(Call.KIND, Query.of(null))) {
            if (!call.status().terminal() && !scripts.contains("call " + call.sid())) {
                broken.accept(call.sid() + " is " + call.status().text() + " and has no script");
            }
        }
    }
}
