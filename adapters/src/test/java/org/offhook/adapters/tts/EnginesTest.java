package org.offhook.adapters.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.core.speech.SpeechEngine;

class EnginesTest {

    private static final HttpEngine.Settings SERVICE = new HttpEngine.Settings(
            URI.create("http://127.0.0.1:9"), null, "m", "a", "b", "wav", Set.of(), new Sid("AC" + "0".repeat(32)));

    @Test
    void enginesComeInTheConfiguredOrder() {
        assertThat(Engines.of(List.of("freetts", "http", "espeak"), parts(SERVICE, "espeak-ng")))
                .extracting(SpeechEngine::name)
                .containsExactly("freetts", "http", "espeak");
    }

    @Test
    void whatIsNotConfiguredOrInstalledIsPassedOver() {
        assertThat(Engines.of(Engines.names(), parts(null, "/nowhere/espeak-ng")))
                .extracting(SpeechEngine::name)
                .containsExactly("freetts");
    }

    @Test
    void anUnknownNameIsAnError() {
        assertThatThrownBy(() -> Engines.of(List.of("festival"), parts(null, "x")))
                .hasMessage("festival is not one of http, espeak, freetts");
    }

    private static Engines.Parts parts(HttpEngine.Settings service, String espeak) {
        return new Engines.Parts(service, (_, _) -> () -> {}, (_, _, _) -> new Decoded.Unplayable("none"), espeak);
    }
}
