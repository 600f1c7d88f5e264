package org.offhook.testkit.fakes;

import org.offhook.core.recognition.Heard;
import org.offhook.core.recognition.SpeechRecogniser;
import org.offhook.core.recognition.SpokenWords;

/// Understands what the silent media write on an utterance. `[noise]` is no words, `[broken]` breaks it; of an
/// unknown language it understands nothing.
public final class FakeEars implements SpeechRecogniser {

    private static final double CONFIDENCE = 0.9;

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public boolean understands(String language) {
        return !language.equals("tlh");
    }

    @Override
    public Heard hear(SpokenWords said) {
        return switch (said.sound().caption()) {
            case "", "[noise]" -> new Heard.Nothing();
            case "[broken]" -> new Heard.Failed("the recogniser is broken");
            case String words -> new Heard.Words(words, CONFIDENCE);
        };
    }
}
