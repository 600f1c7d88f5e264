package org.offhook.core.verbs;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Line;
import org.offhook.core.calls.leg.SipOutcome;
import org.offhook.core.calls.leg.Unwind;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.twiml.Element;

/// Asks the far end by REFER to call somebody else itself (contract §7.1, Refer). The call here goes on until one
/// side hangs up.
///
/// @param action asked when the far end has said what came of it, or null
/// @param target a SIP URI; null when the document names none
record Refer(@Nullable Hook action, @Nullable String target) implements Verb {

    static final VerbType TYPE = new VerbType("Refer", Refer::read);

    private static final int SCHEMA = 12200;
    private static final int BAD_URI = 13243;
    private static final int NOT_BY_SIP = 13801;
    private static final int LONGEST_URI = 255;

    /// How long the far end may take to say what came of it.
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static Verb read(Reading element) {
        List<Element> parties = element.element().elements().stream()
                .filter(inner -> inner.name().equals("Sip"))
                .toList();
        if (parties.size() != 1 || element.element().elements().size() != 1) {
            element.complain(SCHEMA, "Refer has one Sip inside, and nothing else.");
        }
        String target = parties.isEmpty() ? null : parties.getFirst().text();
        return new Refer(element.hook("action", "method", SCHEMA), target);
    }

    @Override
    public Next run(CallLeg leg) {
        String uri = target;
        if (uri == null || uri.length() > LONGEST_URI || SipUri.parse(uri) == null) {
            leg.journal().error(BAD_URI, (uri == null ? "Nothing" : uri) + " is not a SIP URI; nobody was referred.");
            return Next.CONTINUE;
        }
        if (!leg.line().sip().refers()) {
            leg.journal().error(NOT_BY_SIP, "The far end is not reached by SIP and cannot be referred to " + uri + ".");
            return Next.CONTINUE;
        }
        Hook next = action;
        try {
            leg.line().refer(uri);
            leg.inbox().await(() -> outcome(leg).done(), PATIENCE);
        } catch (Unwind.HungUp over) {
            if (next != null) {
                // Many hang up as soon as they have accepted it; the application learns how far it came.
                leg.talk().visit(next, parameters(outcome(leg)));
            }
            throw over;
        }
        return next == null ? Next.CONTINUE : new Next.Goto(next, parameters(outcome(leg)));
    }

    private static Line.Refer outcome(CallLeg leg) {
        Line.Refer came = leg.line().referred();
        return came == null ? new Line.Refer(0, 0, true) : came;
    }

    private static Parameters parameters(Line.Refer came) {
        return Parameters.NONE
                .with("ReferCallStatus", status(came))
                .with("ReferSipResponseCode", code(came.answer()))
                .with("NotifySipResponseCode", code(came.told()));
    }

    private static @Nullable String code(int status) {
        return status == 0 ? null : Integer.toString(status);
    }

    /// `in-progress` while nothing final was said, `completed` when the call that the far end made was answered,
    /// else what became of it.
    private static String status(Line.Refer came) {
        if (came.answer() == 0 || came.answer() >= 300) {
            return "failed";
        }
        if (came.told() >= 300) {
            return SipOutcome.of(came.told()).text();
        }
        return came.told() >= 200 ? "completed" : "in-progress";
    }
}
