package org.offhook.core.verbs.queue;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.queues.QueueDesk;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;

/// Waits in a queue (contract §7.1, Enqueue).
///
/// @param queue  its name
/// @param action asked when the caller has left it; null: the next verb runs
/// @param waiting heard meanwhile, again and again (contract §23, T21); null for none
/// @param music  whether the platform's own music is heard instead
/// @param most   who finds so many waiting does not wait; the queue's own size counts too
public record Enqueue(
        String queue, @Nullable Hook action, @Nullable Hook waiting, boolean music, int most) implements Verb {

    public static final VerbType TYPE = new VerbType("Enqueue", Enqueue::read);

    private static final int SCHEMA = 12200;
    private static final int LONGEST_NAME = 64;

    private static Verb read(Reading element) {
        element.without("there are no workflows; the caller waits in a plain queue.", "workflowSid");
        element.onlyInside(Set.of(), SCHEMA);
        String name = element.body();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            element.complain(SCHEMA, "The name of a queue has 1 to " + LONGEST_NAME + " characters.");
            name = name.isEmpty() ? "default" : name.substring(0, LONGEST_NAME);
        }
        String wait = element.text("waitUrl");
        return new Enqueue(
                name,
                element.hook("action", "method", SCHEMA),
                Hook.of(wait, element.method("waitUrlMethod", SCHEMA)),
                wait == null,
                element.number("maxQueueSize", QueueDesk.MOST, 1, QueueDesk.MOST, SCHEMA));
    }

    @Override
    public Next run(CallLeg leg) {
        return new EnqueueRun(leg, this).run();
    }
}
