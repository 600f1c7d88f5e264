package org.offhook.core.verbs;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.twiml.Reading;

/// Waits (contract §7.1, Pause).
record Pause(Duration length) implements Prompt {

    static final VerbType TYPE = new VerbType("Pause", Pause::read);

    private static final int MOST_SECONDS = 86_400;
    private static final int BAD_LENGTH = 13910;

    static Pause read(Reading element) {
        return new Pause(Duration.ofSeconds(element.number("length", 1, 1, MOST_SECONDS, BAD_LENGTH)));
    }

    @Override
    public void perform(CallLeg leg, BooleanSupplier enough) {
        leg.inbox().pause(length, enough);
    }
}
