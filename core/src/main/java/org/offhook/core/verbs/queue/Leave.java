package org.offhook.core.verbs.queue;

import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;

/// Leaves the queue (contract §7.1, Leave). Who waits in none has nothing to leave: the next verb runs.
public record Leave() implements Verb {

    public static final VerbType TYPE = new VerbType("Leave", element -> new Leave());

    private static final int SCHEMA = 12200;

    @Override
    public boolean answers() {
        return false;
    }

    @Override
    public Next run(CallLeg leg) {
        leg.journal().warn(SCHEMA, "Leave does nothing, because the caller waits in no queue.");
        return Next.CONTINUE;
    }
}
