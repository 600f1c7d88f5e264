package org.offhook.server.doctor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.offhook.adapters.audiofile.Ffmpeg;
import org.offhook.adapters.tts.EspeakEngine;

/// Programs that are used when they are there.
final class ProgramCheck implements Check {

    @Override
    public void look(Patient patient, Consumer<Finding> told) {
        Path nowhere = Path.of(System.getProperty("java.io.tmpdir"));
        Ffmpeg ffmpeg = new Ffmpeg(patient.configuration().ffmpeg(), nowhere, Duration.ofSeconds(10));
        told.accept(
                ffmpeg.installed()
                        ? Finding.ok("ffmpeg", ffmpeg.describe())
                        : Finding.warning(
                                "ffmpeg", ffmpeg.describe(), "install ffmpeg, or set sounds.ffmpeg to its path"));
        String espeak = patient.configuration().speech().espeak();
        if (patient.configuration().speech().engines().contains("espeak")) {
            told.accept(
                    EspeakEngine.installed(espeak).isPresent()
                            ? Finding.ok("espeak-ng", "installed")
                            : Finding.warning(
                                    "espeak-ng",
                                    espeak + " is not installed: languages other than English need a speech service",
                                    "install espeak-ng, or take espeak out of speech.engines"));
        }
    }
}
