package org.offhook.testkit.sim.invariants;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Query;
import org.offhook.core.webhooks.Delivery;
import org.offhook.core.webhooks.Delivery.State;

/// What is owed to an application is not forgotten, whatever happens meanwhile: in the end the first callback
/// that is still owed about a subject was tried at least once, and waits for its next attempt.
final class CallbacksRemembered implements Invariant {

    @Override
    public String name() {
        return "callbacks that are owed are delivered";
    }

    @Override
    public void finish(Scene scene, Consumer<String> broken) {
        Map<Sid, Delivery> first = new LinkedHashMap<>();
        Query pending = Query.of(null).where("state", State.PENDING.name());
        // Newest first, so that the oldest of each subject stays.
        scene.store().list(Delivery.KIND, pending).forEach(delivery -> first.put(delivery.subject(), delivery));
        first.forEach((subject, delivery) -> {
            if (delivery.attempts() == 0) {
                broken.accept("the callback to " + delivery.hook().url() + " about " + subject + " was never tried");
            }
        });
    }
}
