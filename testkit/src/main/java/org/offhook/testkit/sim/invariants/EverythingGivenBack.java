package org.offhook.testkit.sim.invariants;

import java.util.List;
import java.util.function.Consumer;

/// When all calls are over, nothing is left of them: no script, no dialog, no media session and so no port.
final class EverythingGivenBack implements Invariant {

    @Override
    public String name() {
        return "what calls took is given back";
    }

    @Override
    public void finish(Scene scene, Consumer<String> broken) {
        List<String> calls = scene.scripts().stream()
                .filter(name -> name.startsWith("call "))
                .toList();
        if (!calls.isEmpty()) {
            broken.accept("scripts are left: " + calls);
        }
        if (scene.openMedia() > 0) {
            broken.accept(scene.openMedia() + " media sessions are left");
        }
        if (scene.legs() > 0) {
            broken.accept(scene.legs() + " dialogs are left");
        }
    }
}
