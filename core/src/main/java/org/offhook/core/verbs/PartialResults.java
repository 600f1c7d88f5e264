package org.offhook.core.verbs;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// Tells the application what was understood of an utterance that goes on (contract §6.2). The words that two
/// results have in common at their beginning are the stable ones.
final class PartialResults {

    private final CallLeg leg;
    private final @Nullable Hook callback;
    private final Sid subject;
    private String before = "";
    private int sequence;

    /// @param callback absolute; null for nobody
    PartialResults(CallLeg leg, @Nullable Hook callback) {
        this.leg = leg;
        this.callback = callback;
        this.subject = leg.tools().base().sids().next(SidType.GATHERING);
    }

    void tell(String text) {
        if (callback == null || text.equals(before)) {
            return;
        }
        String stable = common(before, text);
        before = text;
        leg.journal()
                .owe(
                        subject,
                        callback,
                        Parameters.NONE
                                .with(
                                        "UnstableSpeechResult",
                                        text.substring(stable.length()).strip())
                                .with("StableSpeechResult", stable)
                                .with("Stability", stability(stable, text))
                                .with("SequenceNumber", Integer.toString(sequence++)));
    }

    /// The share of the text that is stable.
    private static String stability(String stable, String text) {
        return String.format(Locale.ROOT, "%.2f", (double) stable.length() / Math.max(1, text.length()));
    }

    private static String common(String one, String other) {
        String[] first = one.split(" ");
        String[] second = other.split(" ");
        StringBuilder same = new StringBuilder();
        for (int i = 0; i < Math.min(first.length, second.length) && first[i].equals(second[i]); i++) {
            same.append(same.isEmpty() ? "" : " ").append(first[i]);
        }
        return same.toString();
    }
}
