package org.offhook.core.sounds;

import java.util.Optional;
import org.offhook.core.media.Audio;
import org.offhook.core.speech.Utterance;

/// Keeps speech over a restart. Blocks; losing something is no harm, so nothing here fails.
public interface PromptStore {

    /// Keeps nothing.
    PromptStore NONE = new PromptStore() {
        @Override
        public Optional<Audio> find(String engine, Utterance utterance) {
            return Optional.empty();
        }

        @Override
        public void keep(String engine, Utterance utterance, Audio audio) {}
    };

    /// @param engine the name of the engine that spoke
    Optional<Audio> find(String engine, Utterance utterance);

    void keep(String engine, Utterance utterance, Audio audio);
}
