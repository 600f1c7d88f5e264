package org.offhook.core.verbs;

import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.emails.Email;
import org.offhook.core.emails.EmailWish;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// Sends an e-mail in the middle of a call: `Email` (SPEC CALL-8). It needs no media and does not answer the call. With
/// an `action` that is asked next, with EmailSid and EmailStatus.
record Letter(EmailWish wish) implements Verb {

    static final VerbType EMAIL = new VerbType(EmailWish.NAME, Letter::read);
    static final VerbType FIRST_EMAIL = new VerbType(EmailWish.FIRST_NAME, Letter::read);

    private static Verb read(Reading element) {
        return new Letter(EmailWish.read(element));
    }

    @Override
    public boolean answers() {
        return false;
    }

    @Override
    public Next run(CallLeg leg) {
        Call call = leg.call();
        // What the timeline has of the call so far comes before the e-mail, which is stored beside it.
        leg.journal().flush();
        Parameters outcome = switch (leg.tools()
                .emails()
                .send(wish.command(call.account(), call.sid(), leg.talk().absolute(wish.statusCallback())))) {
            case Outcome.Done<Email>(Email accepted) ->
                Parameters.NONE.with("EmailSid", accepted.sid().value()).with("EmailStatus", "queued");
            case Outcome.Refused<Email>(int _, int code, String message) -> {
                leg.journal().error(code, message);
                yield Parameters.NONE.with("EmailStatus", "failed");
            }
        };
        Hook action = wish.action();
        return action == null ? Next.CONTINUE : new Next.Goto(action, outcome);
    }
}
