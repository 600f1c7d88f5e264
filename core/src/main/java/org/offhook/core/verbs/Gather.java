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
import org.offhook.core.tenancy.AccountSettings;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;
import org.offhook.protocols.twiml.Element;

/// Collects keys or speech, while prompts are heard and after (contract §7.1, Gather).
///
/// @param action    asked with what was pressed or said; null: the current document
/// @param keys      whether keys count; not when only speech was asked for
/// @param speech    how speech is heard; null when only keys count
/// @param timeout   how long to wait for the first key or word after the prompts, and for each further one
/// @param finish    the key that ends it, which is no digit (contract §23, T2); empty for none
/// @param numDigits so many end it
/// @param always    asks the action also when nothing came
/// @param bargeIn   whether a key or a voice stops the prompts
record Gather(
        @Nullable Hook action,
        String method,
        boolean keys,
        @Nullable SpeechInput speech,
        Duration timeout,
        String finish,
        int numDigits,
        boolean always,
        boolean bargeIn,
        List<Prompt> prompts)
        implements Verb {

    static final VerbType TYPE = new VerbType("Gather", element -> read(element, "action"));

    /// Its first form, whose action was a `successUrl`.
    static final VerbType COLLECT = new VerbType("Collect", element -> read(element, "successUrl"));

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

    /// @param action the attribute with the URL of the action
    private static Verb read(Reading element, String action) {
        String input =
                element.word("input", "dtmf", List.of("dtmf", "speech", "dtmf speech", "speech dtmf"), BAD_INPUT);
        Duration timeout = Duration.ofSeconds(element.number("timeout", 5, 0, MOST_SECONDS, BAD_TIMEOUT));
        // Read also when only keys are wanted, so that mistakes are told.
        SpeechInput speech = SpeechInput.read(element, timeout);
        element.onlyInside(Set.of("Say", "Play", "Pause"), BAD_NESTED);
        String method = element.method("method", BAD_METHOD);
        return new Gather(
                Hook.of(element.text(action), method),
                method,
                input.contains("dtmf"),
                input.contains("speech") ? speech : null,
                timeout,
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
        GatherRun run = new GatherRun(leg, this);
        try {
            run.collect();
        } catch (Unwind.Diverted elsewhere) {
            throw elsewhere.with(run.outcome());
        }
        AccountSettings kept = leg.journal().account().settings();
        leg.journal()
                .note(
                        EventType.GATHER_ENDED,
                        "digits",
                        kept.shown(run.digits()),
                        "finished_on_key",
                        run.finishedOn().isEmpty() ? null : run.finishedOn(),
                        "speech",
                        kept.sensitive().contains("SpeechResult") ? null : run.said());
        if (run.empty() && !always) {
            return Next.CONTINUE;
        }
        Hook next = leg.talk().orCurrent(action, method);
        return next == null ? Next.END : new Next.Goto(next, run.outcome());
    }
}
