package org.offhook.core.sounds;

import java.util.ArrayList;
import java.util.List;
import org.offhook.core.media.Audio;
import org.offhook.core.speech.SpeechEngine;
import org.offhook.core.speech.Utterance;

/// An engine that makes one sample of each character, and fails when told to.
final class Parrot implements SpeechEngine {

    final List<Utterance> asked = new ArrayList<>();
    boolean ill;
    private final String name;
    private final String language;

    Parrot(String name, String language) {
        this.name = name;
        this.language = language;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean speaks(String primary) {
        return primary.equals(language);
    }

    @Override
    public Spoken speak(Utterance utterance) {
        asked.add(utterance);
        if (utterance.text().equals("crash")) {
            throw new IllegalStateException("out of breath");
        }
        return ill || utterance.text().equals("!!!")
                ? new Spoken.Failed(name + " says nothing")
                : new Spoken.Sound(new Audio(new short[utterance.text().length()], name));
    }
}
