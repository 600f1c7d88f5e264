package org.offhook.core.verbs;

import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// Goes on at another document (contract §7.1, Redirect). It needs no media, so it does not answer: the next
/// document can still reject the call.
///
/// @param target null for the same document
record Redirect(@Nullable Hook target, String method) implements Verb {

    static final VerbType TYPE = new VerbType("Redirect", Redirect::read);

    private static final int BAD_METHOD = 13710;

    static Verb read(Reading element) {
        String method = element.method("method", BAD_METHOD);
        return new Redirect(Hook.of(element.body(), method), method);
    }

    @Override
    public boolean answers() {
        return false;
    }

    @Override
    public Next run(CallLeg leg) {
        Hook next = leg.talk().orCurrent(target, method);
        return next == null ? Next.END : new Next.Goto(next, Parameters.NONE);
    }
}
