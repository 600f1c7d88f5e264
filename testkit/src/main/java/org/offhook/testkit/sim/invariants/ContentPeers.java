package org.offhook.testkit.sim.invariants;

import java.util.List;
import java.util.function.Consumer;
import org.offhook.testkit.fakes.FakePhone;

/// Neither phones nor web applications have noticed a breach of their protocol, and no phone is left in a call.
final class ContentPeers implements Invariant {

    @Override
    public String name() {
        return "phones and applications have nothing to complain about";
    }

    @Override
    public void finish(Scene scene, Consumer<String> broken) {
        for (FakePhone phone : scene.phones()) {
            List<String> complaints = phone.complaints();
            if (!complaints.isEmpty()) {
                broken.accept(phone.name() + ": " + complaints.getFirst());
            }
            if (phone.live() > 0) {
                broken.accept(phone.name() + " is left in " + phone.live() + " calls");
            }
        }
        if (!scene.webComplaints().isEmpty()) {
            broken.accept(scene.webComplaints().getFirst());
        }
    }
}
