package org.offhook.core.verbs;

import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.media.MediaSession;

/// Lets the far end hear itself, until it hangs up or the call is sent elsewhere (contract §7.1, Echo).
record Echo() implements Verb {

    static final VerbType TYPE = new VerbType("Echo", element -> new Echo());

    @Override
    public Next run(CallLeg leg) {
        EchoLine line = new EchoLine();
        MediaSession media = leg.line().media();
        media.tap(line);
        media.speak(line);
        try {
            leg.inbox().await(() -> false);
        } finally {
            media.speak(null);
            media.untap(line);
        }
        return Next.CONTINUE;
    }
}
