package org.offhook.adapters.tts;

import org.offhook.core.speech.SpeechEngine;
import org.offhook.testkit.contracts.SpeechEngineContract;

class FreeTtsEngineTest extends SpeechEngineContract {

    private static final SpeechEngine ENGINE = new FreeTtsEngine();

    @Override
    protected SpeechEngine engine() {
        return ENGINE;
    }
}
