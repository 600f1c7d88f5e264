package org.offhook.core.sounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.speech.Speakable;
import org.offhook.core.speech.SpeechEngine;
import org.offhook.core.speech.SpeechEngine.Spoken;
import org.offhook.core.speech.Utterance;
import org.offhook.core.time.Clock;

/// Chooses who speaks: the first engine in the configured order that speaks the language. When it fails the
/// next one speaks instead, and the one that failed is not asked again for a while, so that a dead service does
/// not hold up every prompt.
final class SpeechDesk {

    private final List<SpeechEngine> engines;
    private final PromptStore prompts;
    private final Clock clock;
    private final SoundLimits limits;

    /// Engine to the monotonic time until which it rests.
    private final Map<String, Long> resting = new ConcurrentHashMap<>();

    SpeechDesk(List<SpeechEngine> engines, PromptStore prompts, Clock clock, SoundLimits limits) {
        this.engines = List.copyOf(engines);
        this.prompts = prompts;
        this.clock = clock;
        this.limits = limits;
    }

    sealed interface Made {

        /// @param best whether the engine spoke that is configured for this language; only then it is worth
        ///             keeping
        /// @param plain the engine, when it left out the colours of the markup; else empty
        record Speech(Audio audio, boolean best, String plain) implements Made {}

        record Failed(String reason) implements Made {}
    }

    /// Blocks.
    Made make(Utterance utterance) {
        String language = Speakable.primary(utterance.language());
        List<SpeechEngine> able =
                engines.stream().filter(engine -> engine.speaks(language)).toList();
        if (able.isEmpty()) {
            return new Made.Failed("no speech engine speaks " + utterance.language()
                    + "; install espeak-ng or configure a speech service");
        }
        List<String> failed = new ArrayList<>();
        @Nullable String reason = null;
        for (int i = 0; i < able.size(); i++) {
            SpeechEngine engine = able.get(i);
            boolean last = i == able.size() - 1;
            if (!last && rests(engine)) {
                continue;
            }
            switch (speak(engine, utterance)) {
                case Spoken.Sound(Audio audio) -> {
                    // Only now it is known that the text was not to blame.
                    failed.forEach(this::rest);
                    boolean plain = !utterance.markup().isEmpty() && !engine.takesMarkup();
                    return new Made.Speech(audio, i == 0, plain ? engine.name() : "");
                }
                case Spoken.Failed(String why) -> {
                    failed.add(engine.name());
                    reason = reason == null ? why : reason;
                }
            }
        }
        return new Made.Failed(reason == null ? "no engine spoke" : reason);
    }

    private Spoken speak(SpeechEngine engine, Utterance utterance) {
        Optional<Audio> kept = prompts.find(engine.name(), utterance);
        if (kept.isPresent()) {
            return new Spoken.Sound(kept.get());
        }
        Spoken spoken = engine.speak(utterance);
        if (spoken instanceof Spoken.Sound(Audio audio)) {
            prompts.keep(engine.name(), utterance, audio);
        }
        return spoken;
    }

    private boolean rests(SpeechEngine engine) {
        Long until = resting.get(engine.name());
        return until != null && until - clock.nanos() > 0;
    }

    private void rest(String engine) {
        resting.put(engine, clock.nanos() + limits.engineRest().toNanos());
    }
}
