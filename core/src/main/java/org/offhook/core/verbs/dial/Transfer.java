package org.offhook.core.verbs.dial;

import java.util.List;
import org.offhook.core.calls.TransferGoal;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;

/// What a party does that its partner has transferred: it calls whom it was referred to, as Dial would.
public record Transfer(TransferGoal goal) implements Verb {

    @Override
    public boolean answers() {
        return false;
    }

    @Override
    public Next run(CallLeg leg) {
        List<Party> parties = new Directory(leg).find(goal);
        return new DialRun(leg, Dial.plain(), parties).run();
    }
}
