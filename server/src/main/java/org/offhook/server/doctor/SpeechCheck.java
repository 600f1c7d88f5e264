package org.offhook.server.doctor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.offhook.adapters.audiofile.Ffmpeg;
import org.offhook.adapters.audiofile.FileDecoder;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.media.Audio;
import org.offhook.core.speech.SpeechEngine;
import org.offhook.core.speech.SpeechEngine.Spoken;
import org.offhook.core.speech.Utterance;
import org.offhook.server.config.Configuration;
import org.offhook.server.wiring.SoundRoom;

/// Every speech engine says one word.
final class SpeechCheck implements Check {

    private static final String SPEECH = "speech";
    private static final Utterance WORD = new Utterance("Hello", "en-US", "woman");
    private static final String PLATFORM = "AC00000000000000000000000000000000";

    @Override
    public void look(Patient patient, Consumer<Finding> told) {
        Configuration configuration = patient.configuration();
        Path nowhere = Path.of(System.getProperty("java.io.tmpdir"));
        FileDecoder decoder = new FileDecoder(new Ffmpeg(configuration.ffmpeg(), nowhere, Duration.ofSeconds(10)));
        Sid platform = Sid.parse(SidType.ACCOUNT, PLATFORM).orElseThrow();
        List<SpeechEngine> engines = SoundRoom.engines(configuration, patient.operator(), decoder, platform);
        engines.stream().filter(engine -> engine.speaks("en")).forEach(engine -> say(engine, patient, told));
        if (engines.isEmpty()) {
            told.accept(Finding.error(
                    SPEECH,
                    "there is no speech engine: <Say> says nothing",
                    "name one in speech.engines, such as freetts"));
        }
        if (configuration.recognition().http() == null) {
            told.accept(
                    Finding.ok("hearing", "no speech recognition is configured; <Gather input=\"speech\"> needs one"));
        }
    }

    private static void say(SpeechEngine engine, Patient patient, Consumer<Finding> told) {
        long start = patient.clock().nanos();
        Spoken spoken = engine.speak(WORD);
        long millis = Duration.ofNanos(patient.clock().nanos() - start).toMillis();
        told.accept(
                switch (spoken) {
                    case Spoken.Sound(Audio audio)
                    when audio.length() > 0 ->
                        Finding.ok(
                                SPEECH,
                                engine.name() + " said a word of " + audio.length() * 1000L / Audio.RATE + " ms in "
                                        + millis + " ms");
                    case Spoken.Sound _ ->
                        Finding.error(SPEECH, engine.name() + " answers with silence", "try it by hand");
                    case Spoken.Failed(String reason) ->
                        Finding.error(
                                SPEECH,
                                engine.name() + " cannot speak: " + reason,
                                "mend it, or take it out of speech.engines");
                });
    }
}
