package org.offhook.core.verbs.live;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Streams;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;
import org.offhook.protocols.twiml.Element;

/// `Connect`: the caller talks with an application until one of them has enough (contract §7.1, §13). Keys go
/// to the application.
///
/// @param action asked next; null: the next verb runs
/// @param stream null when there is none that can be used: the developer was told
public record Connect(@Nullable Hook action, @Nullable StreamNoun stream) implements Verb {

    public static final VerbType TYPE = new VerbType("Connect", Connect::read);

    private static final int SCHEMA = 12200;

    private static Verb read(Reading element) {
        StreamNoun stream = null;
        for (Element inner : element.element().elements()) {
            if (inner.name().equals("Stream") && stream == null) {
                Reading reading = element.inside(inner);
                stream = StreamNoun.connect(reading);
                reading.finish();
            } else if (inner.name().equals("Stream")) {
                element.complain(SCHEMA, "Connect has one Stream; the others were ignored.");
            } else {
                element.complain(SCHEMA, inner.name() + " inside Connect is not available here and was ignored.");
            }
        }
        if (stream == null) {
            element.complain(SCHEMA, "Connect needs a Stream.");
        }
        return new Connect(element.hook("action", "method", SCHEMA), stream);
    }

    @Override
    public Next run(CallLeg leg) {
        Optional<Streams.Running> begun = stream == null ? Optional.empty() : stream.begin(leg);
        if (begun.isEmpty()) {
            return Next.CONTINUE;
        }
        Streams.Running running = begun.get();
        leg.keys().forget();
        try {
            leg.inbox().await(() -> talked(leg, running));
        } finally {
            leg.streams().stop(running);
        }
        return action == null ? Next.CONTINUE : new Next.Goto(action, running.told());
    }

    private static boolean talked(CallLeg leg, Streams.Running running) {
        while (leg.keys().any()) {
            running.pressed(leg.keys().next());
        }
        return running.over();
    }
}
