package org.offhook.adapters.stt;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.offhook.core.recognition.Heard;
import org.offhook.core.recognition.SpeechRecogniser;
import org.offhook.core.recognition.SpokenWords;

/// Understands what the configuration says, whatever is said: for demonstrations and tests of applications
/// without a speech service. Utterance by utterance the next line, over all calls; after the last line the first
/// again.
final class ScriptedRecogniser implements SpeechRecogniser {

    private final List<String> lines;
    private final AtomicInteger next = new AtomicInteger();

    /// @param lines not empty; a blank one is an utterance in which nothing was understood
    ScriptedRecogniser(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    @Override
    public String name() {
        return "script";
    }

    @Override
    public boolean understands(String language) {
        return true;
    }

    @Override
    public Heard hear(SpokenWords said) {
        String line = lines.get(Math.floorMod(next.getAndIncrement(), lines.size()));
        return line.isBlank() ? new Heard.Nothing() : new Heard.Words(line.strip(), 1.0);
    }
}
