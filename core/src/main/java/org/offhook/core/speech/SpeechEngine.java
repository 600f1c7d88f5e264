package org.offhook.core.speech;

import org.offhook.core.media.Audio;

/// Makes speech. One contract test holds for all engines. Blocks: run it on a worker.
public interface SpeechEngine {

    /// As the configuration names it.
    String name();

    /// Whether it can speak this language at all, by its primary subtag (`en` of `en-US`).
    boolean speaks(String language);

    /// Whether it takes [Utterance#markup]; one that does not speaks the text without its colours.
    default boolean takesMarkup() {
        return false;
    }

    Spoken speak(Utterance utterance);

    sealed interface Spoken {
        record Sound(Audio audio) implements Spoken {}

        /// @param reason one line for the developer
        record Failed(String reason) implements Spoken {}
    }
}
