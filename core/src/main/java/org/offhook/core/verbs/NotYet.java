package org.offhook.core.verbs;

import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.twiml.Reading;

/// A verb that the platform knows of and cannot do yet: a warning the developer can see, and the next verb
/// runs.
record NotYet() implements Verb {

    private static final int SCHEMA = 12200;

    static VerbType type(String name) {
        return new VerbType(name, NotYet::read);
    }

    private static Verb read(Reading element) {
        element.complain(SCHEMA, element.name() + " is not available yet and was ignored.");
        element.pass(element.element().attributes().keySet().toArray(String[]::new));
        return new NotYet();
    }

    @Override
    public boolean answers() {
        return false;
    }

    @Override
    public Next run(CallLeg leg) {
        return Next.CONTINUE;
    }
}
