package org.offhook.adapters.stt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.Audio;
import org.offhook.core.recognition.Heard;
import org.offhook.core.recognition.SpeechRecogniser;
import org.offhook.core.recognition.SpokenWords.Wish;
import org.offhook.testkit.contracts.SpeechRecogniserContract;

class ScriptedRecogniserTest extends SpeechRecogniserContract {

    private static final Audio SOUND = Audio.silence(Duration.ofSeconds(1));

    private SpeechRecogniser recogniser = new ScriptedRecogniser(List.of("I want to pay a bill"));

    @Override
    protected SpeechRecogniser recogniser() {
        return recogniser;
    }

    @Override
    protected Audio speech() {
        return SOUND;
    }

    @Override
    protected String words() {
        return "I want to pay a bill";
    }

    @Test
    void lineByLineAndThenFromTheBeginning() {
        recogniser = new ScriptedRecogniser(List.of("sales", " ", "yes please "));
        Wish wish = Wish.plain("en-US");
        assertThat(List.of(hear(SOUND, wish), hear(SOUND, wish), hear(SOUND, wish), hear(SOUND, wish)))
                .containsExactly(
                        new Heard.Words("sales", 1.0),
                        new Heard.Nothing(),
                        new Heard.Words("yes please", 1.0),
                        new Heard.Words("sales", 1.0));
    }
}
