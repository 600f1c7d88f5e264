package org.offhook.core.verbs;

import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;

/// Ends the call (contract §7.1, Hangup).
record Hangup() implements Verb {

    static final VerbType TYPE = new VerbType("Hangup", element -> new Hangup());

    @Override
    public Next run(CallLeg leg) {
        return Next.END;
    }
}
