package org.offhook.core.verbs;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Hearing;
import org.offhook.core.recognition.Heard;
import org.offhook.core.webhooks.Parameters;

/// One gathering of keys and speech. Whichever of the two comes first is what is gathered (contract §7.1): a key
/// turns a deaf ear to speech until words have been understood; once somebody speaks, the finishing key means
/// nothing. Looking at what there is takes the keys that have come since the last look.
final class GatherRun implements Hearing.Listener {

    private static final int NOT_UNDERSTOOD = 13340;

    private final CallLeg leg;
    private final Gather gather;
    private final @Nullable SpeechInput speech;
    private final StringBuilder digits = new StringBuilder();
    private final PartialResults partials;
    private String finishedOn = "";
    private Hearing.@Nullable Ear ear;
    private Heard.@Nullable Words words;
    private boolean keysEnded;
    private boolean speaking;
    private boolean understanding;
    private boolean deaf;
    private int happenings;

    GatherRun(CallLeg leg, Gather gather) {
        this.leg = leg;
        this.gather = gather;
        this.speech = gather.speech();
        this.partials =
                new PartialResults(leg, speech == null ? null : leg.talk().absolute(speech.partial()));
        leg.keys().forget();
    }

    void collect() {
        try {
            begin();
            if (gather.bargeIn()) {
                listen();
            }
            for (Prompt prompt : gather.prompts()) {
                if ((any() && gather.bargeIn()) || complete()) {
                    break;
                }
                prompt.perform(leg, gather.bargeIn() ? this::any : this::complete);
            }
            listen();
            await();
        } finally {
            stopListening();
        }
    }

    /// What the action is told.
    Parameters outcome() {
        Heard.Words said = words;
        if (said != null && speech != null) {
            Double confidence = said.confidence();
            return Parameters.NONE
                    .with("SpeechResult", said.text())
                    .with("Confidence", confidence == null ? null : String.format(Locale.ROOT, "%.8f", confidence))
                    .with("Language", speech.wish().language());
        }
        return gather.keys()
                ? Parameters.NONE
                        .with("Digits", digits.toString())
                        .with("FinishedOnKey", finishedOn.isEmpty() ? null : finishedOn)
                : Parameters.NONE.with("SpeechResult", "");
    }

    boolean empty() {
        return digits.isEmpty() && words == null;
    }

    String digits() {
        return digits.toString();
    }

    String finishedOn() {
        return finishedOn;
    }

    @Nullable
    String said() {
        return words == null ? null : words.text();
    }

    private void begin() {
        if (speech == null) {
            return;
        }
        Optional<String> obstacle = leg.hearing().obstacle(speech.wish().language());
        if (obstacle.isPresent()) {
            deaf = true;
            leg.journal()
                    .error(
                            NOT_UNDERSTOOD,
                            "Speech cannot be understood: " + obstacle.get()
                                    + (gather.keys() ? ". Gather takes keys only." : ". Gather hears nothing."));
        }
    }

    private void listen() {
        if (speech != null && ear == null && !deaf) {
            ear = leg.hearing().listen(speech.listening(), speech.wish(), this);
        }
    }

    private void stopListening() {
        deaf = true;
        speaking = false;
        understanding = false;
        if (ear != null) {
            ear.close();
        }
    }

    /// Waits for the first word or key, and for what follows it. Noise in which nothing is understood prolongs
    /// nothing.
    private void await() {
        if (deaf && !gather.keys()) {
            return;
        }
        long quiet = now();
        while (!complete()) {
            int before = happenings;
            boolean busy = speaking || understanding;
            Duration patience = busy && speech != null
                    ? speech.longest().plus(speech.endSilence()).plus(Hearing.PATIENCE)
                    : gather.timeout().minusNanos(now() - quiet);
            int pressed = digits.length();
            boolean more = leg.inbox().await(() -> complete() || happenings > before, patience);
            if (!more || (deaf && !gather.keys())) {
                return;
            }
            quiet = digits.length() > pressed ? now() : quiet;
        }
    }

    private long now() {
        return leg.tools().base().clock().nanos();
    }

    /// Whether the prompts are to stop.
    private boolean any() {
        return complete() || !digits.isEmpty() || speaking || understanding;
    }

    private boolean complete() {
        while (gather.keys() && !keysEnded && words == null && leg.keys().any()) {
            take(leg.keys().next());
        }
        return keysEnded || words != null;
    }

    private void take(char key) {
        boolean spoken = speaking || understanding;
        if (gather.finish().indexOf(key) < 0) {
            digits.append(key);
            keysEnded = digits.length() == gather.numDigits();
        } else if (!spoken) {
            finishedOn = String.valueOf(key);
            keysEnded = true;
        }
        if (!deaf && !digits.isEmpty()) {
            stopListening();
        }
        happenings++;
    }

    @Override
    public void begins() {
        speaking = true;
        happenings++;
    }

    @Override
    public void ends() {
        speaking = false;
        understanding = true;
        happenings++;
    }

    @Override
    public void heard(Heard heard, boolean complete) {
        switch (heard) {
            case Heard.Words found when complete -> words = found;
            case Heard.Words(String text, Double _) -> partials.tell(text);
            case Heard.Failed(String reason)
            when complete -> leg.journal().error(NOT_UNDERSTOOD, "Speech was not understood: " + reason);
            case Heard.Nothing _, Heard.Failed _ -> {}
        }
        understanding = understanding && !complete;
        happenings++;
    }
}
