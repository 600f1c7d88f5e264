package org.offhook.core.verbs;

import java.util.List;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.twiml.Reading;

/// Refuses a call that has not been answered (contract §8); ends one that has.
record Reject(boolean busy) implements Verb {

    static final VerbType TYPE = new VerbType("Reject", Reject::read);

    private static final int BAD_REASON = 13810;

    static Verb read(Reading element) {
        String reason = element.word("reason", "rejected", List.of("rejected", "busy"), BAD_REASON);
        return new Reject(reason.equals("busy"));
    }

    @Override
    public boolean answers() {
        return false;
    }

    @Override
    public Next run(CallLeg leg) {
        if (leg.answered()) {
            return Next.END;
        }
        if (busy) {
            leg.reject(486, "Busy Here", CallStatus.BUSY);
        } else {
            leg.reject(603, "Decline", CallStatus.NO_ANSWER);
        }
        return Next.END;
    }
}
