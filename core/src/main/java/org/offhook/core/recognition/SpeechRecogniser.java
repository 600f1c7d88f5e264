package org.offhook.core.recognition;

/// Understands speech, utterance by utterance. One contract test holds for all engines. Blocks: run it on a
/// worker.
public interface SpeechRecogniser {

    /// As the configuration names it.
    String name();

    /// Whether it can understand this language at all, by its primary subtag (`en` of `en-US`).
    boolean understands(String language);

    Heard hear(SpokenWords said);
}
