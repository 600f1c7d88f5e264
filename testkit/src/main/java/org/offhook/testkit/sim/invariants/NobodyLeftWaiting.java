package org.offhook.testkit.sim.invariants;

import java.util.function.Consumer;
import org.offhook.core.conferences.Conference;
import org.offhook.core.conferences.Participant;
import org.offhook.core.queues.QueueMember;
import org.offhook.core.store.Query;

/// When all calls are over, nobody is in a conference or a queue, and all conferences have ended.
final class NobodyLeftWaiting implements Invariant {

    @Override
    public String name() {
        return "nobody is forgotten in a conference or a queue";
    }

    @Override
    public void finish(Scene scene, Consumer<String> broken) {
        Query all = Query.of(null);
        for (Participant left : scene.store().list(Participant.KIND, all)) {
            broken.accept(left.call() + " is still in " + left.conference());
        }
        for (QueueMember left : scene.store().list(QueueMember.KIND, all)) {
            broken.accept(left.call() + " still waits in " + left.queue());
        }
        for (Conference open : scene.store().list(Conference.KIND, all)) {
            if (open.status() != Conference.Status.COMPLETED) {
                broken.accept(open.sid() + " is " + open.status().text() + " after everybody has gone");
            }
        }
    }
}
