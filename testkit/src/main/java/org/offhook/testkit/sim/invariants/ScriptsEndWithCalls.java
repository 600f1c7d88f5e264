package org.offhook.testkit.sim.invariants;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.offhook.core.calls.Call;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Change;

/// "The script returned" and "the call is over" are one fact: soon after a call's record is closed its script
/// is gone.
final class ScriptsEndWithCalls implements Invariant {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Deque<Ended> ended = new ArrayDeque<>();
    private final Set<Sid> known = new HashSet<>();

    private record Ended(Sid call, Duration at) {}

    @Override
    public String name() {
        return "no script outlives its call";
    }

    @Override
    public void see(Observation observation, Scene scene, Consumer<String> broken) {
        if (observation instanceof Observation.Committed(Change.Put<?>(var _, Call call))
                && call.status().terminal()
                && known.add(call.sid())) {
            ended.add(new Ended(call.sid(), scene.elapsed()));
        }
    }

    @Override
    public void look(Scene scene, Consumer<String> broken) {
        Ended first = ended.peek();
        while (first != null && first.at().plus(SOON).compareTo(scene.elapsed()) < 0) {
            if (scene.scripts().contains("call " + first.call())) {
                broken.accept("the script of " + first.call() + " goes on after its end");
            }
            ended.poll();
            first = ended.peek();
        }
    }
}
