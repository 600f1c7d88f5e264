package org.offhook.core.verbs.waiting;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.TransferGoal;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.calls.script.Vocabulary;
import org.offhook.core.twiml.Reading;

/// Some of all verbs; the others are an error that the developer can see, and are left out.
///
/// @param code contract §24
record Limited(Vocabulary all, Set<String> allowed, int code) implements Vocabulary {

    private static final VerbType LEAVE = new VerbType("Leave", element -> new Leaving());

    @Override
    public @Nullable VerbType find(String name) {
        if (!allowed.contains(name)) {
            return all.find(name) == null ? null : new VerbType(name, this::refuse);
        }
        return name.equals("Leave") ? LEAVE : all.find(name);
    }

    @Override
    public Verb transfer(TransferGoal goal) {
        return all.transfer(goal);
    }

    private Verb refuse(Reading element) {
        element.complain(code, element.name() + " is not allowed in a document that is heard while waiting.");
        element.pass(element.element().attributes().keySet().toArray(String[]::new));
        return new Nothing();
    }

    /// Leaves what the caller waits in.
    private record Leaving() implements Verb {

        @Override
        public Next run(CallLeg leg) {
            return Next.LEAVE;
        }
    }

    private record Nothing() implements Verb {

        @Override
        public Next run(CallLeg leg) {
            return Next.CONTINUE;
        }
    }
}
