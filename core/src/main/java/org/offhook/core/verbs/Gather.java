package org.offhook.core.verbs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Unwind;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.events.EventType;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;
import org.offhook.protocols.twiml.Element;

/// Collects keys, while prompts are heard and after (contract §7.1, Gather).
///
/// @param action    asked with what was pressed; null: the current document
/// @param keys      whether keys count; not when only speech was asked for
/// @param timeout   how long to wait for the first key after the prompts, and for each further one
/// @param finish    the key that ends it, which is no digit (contract §23, T2); empty for none
/// @param numDigits so many end it
/// @param always    asks the action also when nothing was pressed
/// @param bargeIn   whether a key stops the prompts
record Gather(
        @Nullable Hook action,
        String method,
        boolean keys,
        Duration timeout,
        String finish,
        int numDigits,
        boolean always,
        boolean bargeIn,
        List<Prompt> prompts)
        implements Verb {

    static final VerbType TYPE = new VerbType("Gather", Gather::read);

    private static final int BAD_FINISH = 13310;
    private static final int BAD_METHOD = 13312;
    private static final int BAD_TIMEOUT = 13313;
    private static final int BAD_NUM_DIGITS = 13314;
    private static final int BAD_NESTED = 13320;
    private static final int BAD_INPUT = 13326;
    private static final int BAD_BARGE_IN = 13332;
    private static final int BAD_ALWAYS = 13338;
    private static final int MOST_SECONDS = 600;
    private static final int MOST_DIGITS = 256;
    private static final String KEYS = "0123456789*#";

    static Verb read(Reading element) {
        String input =
                element.word("input", "dtmf", List.of("dtmf", "speech", "dtmf speech", "speech dtmf"), BAD_INPUT);
        if (input.contains("speech")) {
            element.complain(
                    BAD_INPUT,
                    input.equals("speech")
                            ? "Speech recognition is not configured; Gather hears nothing."
                            : "Speech recognition is not configured; Gather takes keys only.");
        }
        element.pass(
                "speechTimeout",
                "language",
                "speechModel",
                "enhanced",
                "hints",
                "profanityFilter",
                "partialResultCallback",
                "partialResultCallbackMethod",
                "maxSpeechTime",
                "debug");
        element.onlyInside(Set.of("Say", "Play", "Pause"), BAD_NESTED);
        String method = element.method("method", BAD_METHOD);
        return new Gather(
                Hook.of(element.text("action"), method),
                method,
                input.contains("dtmf"),
                Duration.ofSeconds(element.number("timeout", 5, 0, MOST_SECONDS, BAD_TIMEOUT)),
                element.value("finishOnKey", "#", Gather::finishKey, "one of 0-9, #, * or empty", BAD_FINISH),
                element.number("numDigits", MOST_DIGITS, 1, MOST_DIGITS, BAD_NUM_DIGITS),
                element.flag("actionOnEmptyResult", false, BAD_ALWAYS),
                element.flag("bargeIn", true, BAD_BARGE_IN),
                prompts(element));
    }

    private static List<Prompt> prompts(Reading element) {
        List<Prompt> prompts = new ArrayList<>();
        for (Element inner : element.element().elements()) {
            Reading reading = element.inside(inner);
            switch (inner.name()) {
                case "Say" -> prompts.add(Say.read(reading));
                case "Play" -> prompts.add(Play.read(reading));
                case "Pause" -> prompts.add(Pause.read(reading));
                default -> {
                    // Complained of above.
                    continue;
                }
            }
            reading.finish();
        }
        return prompts;
    }

    private static @Nullable String finishKey(String text) {
        return text.isEmpty() || (text.length() == 1 && KEYS.contains(text)) ? text : null;
    }

    @Override
    public Next run(CallLeg leg) {
        Collected collected = new Collected(leg);
        try {
            collect(leg, collected);
        } catch (Unwind.Diverted elsewhere) {
            throw elsewhere.with(collected.outcome());
        }
        leg.journal()
                .note(
                        EventType.GATHER_ENDED,
                        "digits",
                        collected.digits.toString(),
                        "finished_on_key",
                        collected.finishedOn.isEmpty() ? null : collected.finishedOn);
        if (collected.digits.isEmpty() && !always) {
            return Next.CONTINUE;
        }
        Hook next = leg.talk().orCurrent(action, method);
        return next == null ? Next.END : new Next.Goto(next, collected.outcome());
    }

    private void collect(CallLeg leg, Collected collected) {
        for (Prompt prompt : prompts) {
            if ((collected.any() && bargeIn) || collected.complete) {
                break;
            }
            prompt.perform(leg, bargeIn ? collected::any : collected::complete);
        }
        while (!collected.complete()) {
            int before = collected.digits.length();
            boolean more = leg.inbox().await(() -> collected.complete() || collected.digits.length() > before, timeout);
            if (!more) {
                break;
            }
        }
    }

    /// What was pressed so far. Looking at it takes the keys that have come since the last look.
    private final class Collected {
        private final CallLeg leg;
        private final StringBuilder digits = new StringBuilder();
        private String finishedOn = "";
        private boolean complete;

        Collected(CallLeg leg) {
            this.leg = leg;
            leg.keys().forget();
        }

        Parameters outcome() {
            return Parameters.NONE
                    .with("Digits", digits.toString())
                    .with("FinishedOnKey", finishedOn.isEmpty() ? null : finishedOn);
        }

        boolean any() {
            return complete() || !digits.isEmpty();
        }

        boolean complete() {
            while (keys && !complete && leg.keys().any()) {
                char key = leg.keys().next();
                if (finish.indexOf(key) >= 0) {
                    finishedOn = String.valueOf(key);
                    complete = true;
                } else {
                    digits.append(key);
                    complete = digits.length() == numDigits;
                }
            }
            return complete;
        }
    }
}
