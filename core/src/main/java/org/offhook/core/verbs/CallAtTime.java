package org.offhook.core.verbs;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.Direction;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.twiml.CallWish;
import org.offhook.core.twiml.Reading;

/// Calls somebody later, mostly the one who calls now. The call is durable before the next verb runs, and stands in the
/// list of calls as `queued` until its time.
record CallAtTime(@Nullable CallWish wish) implements Verb {

    static final VerbType TYPE = new VerbType(CallWish.NAME, CallAtTime::read);

    private static final int NO_TIME = 12200;

    private static Verb read(Reading element) {
        return new CallAtTime(CallWish.read(element));
    }

    @Override
    public boolean answers() {
        return false;
    }

    @Override
    public Next run(CallLeg leg) {
        CallWish what = wish;
        if (what == null) {
            return Next.CONTINUE;
        }
        Instant when = what.due(leg.tools().base().clock().now());
        if (when == null) {
            leg.journal().warn(NO_TIME, "The time of CallAtTime is past, or more than 35 days away; nobody is called.");
            return Next.CONTINUE;
        }
        Call call = leg.call();
        boolean inbound = call.direction() == Direction.INBOUND;
        PlaceCall command = PlaceCall.of(
                call.account(),
                Objects.requireNonNullElse(what.to(), inbound ? call.from() : call.to()),
                Objects.requireNonNullElse(what.from(), inbound ? call.to() : call.from()),
                what.document());
        if (leg.family().place(command, when) instanceof Outcome.Refused<Call>(int _, int code, String message)) {
            leg.journal().error(code, message);
        }
        return Next.CONTINUE;
    }
}
