package org.offhook.adapters.tts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.speech.SpeechEngine;
import org.offhook.core.speech.SpeechEngine.Spoken;
import org.offhook.core.speech.Utterance;
import org.offhook.testkit.contracts.SpeechEngineContract;

class EspeakEngineTest extends SpeechEngineContract {

    private static final SpeechEngine ENGINE =
            EspeakEngine.installed("espeak-ng").orElseThrow(() -> new AssertionError("install espeak-ng"));

    @TempDir
    Path folder;

    @Override
    protected SpeechEngine engine() {
        return ENGINE;
    }

    @Test
    void markupColoursTheVoiceAndIsNotSpoken() {
        String words = "Good morning to you and to you all.";
        int plain = sound(ENGINE.speak(new Utterance(words, "en-US", "man"))).length();
        int slow = sound(ENGINE.speak(marked(words, "<prosody rate=\"x-slow\">" + words + "</prosody>")))
                .length();
        int fast = sound(ENGINE.speak(marked(words, "<prosody rate=\"x-fast\">" + words + "</prosody>")))
                .length();
        assertThat(slow).isGreaterThan(plain * 6 / 5);
        assertThat(fast).isLessThan(plain * 5 / 6);
        double loud = loudness(sound(ENGINE.speak(marked(words, "<prosody volume=\"soft\">" + words + "</prosody>"))));
        assertThat(loud).isLessThan(loudness(sound(ENGINE.speak(new Utterance(words, "en-US", "man")))) * 0.8);
        assertThat(ENGINE.takesMarkup()).isTrue();
    }

    private static Utterance marked(String words, String markup) {
        return new Utterance(words, "en-US", "man", markup);
    }

    @Test
    void whatIsNotInstalledIsNotThere() throws Exception {
        assertThat(EspeakEngine.installed("/nowhere/espeak-ng")).isEmpty();
        assertThat(EspeakEngine.installed(program("echo 'not a list of voices'").toString()))
                .isEmpty();
    }

    @Test
    void aProgramThatFailsOrWritesNoSoundIsAReason() throws Exception {
        String voices = "[ \"$1\" = --voices ] && echo ' 5  en-us  --/M  English  x/en' && exit 0\n";
        for (String rest : List.of("exit 3", "head -c 5000 /dev/zero", "echo hello")) {
            SpeechEngine engine =
                    EspeakEngine.installed(program(voices + rest).toString()).orElseThrow();
            assertThat(engine.speak(new Utterance("Hello", "en-US", "man"))).isInstanceOf(Spoken.Failed.class);
        }
    }

    @Test
    void theTextIsOnNoCommandLineAndOurEnvironmentStaysOurs() throws Exception {
        Path seen = folder.resolve("seen");
        SpeechEngine engine = EspeakEngine.installed(
                        program("[ \"$1\" = --voices ] && echo ' 5  en-us  --/M  English  x/en' && exit 0\n"
                                        + "{ echo \"$@\"; env; } > '" + seen + "'")
                                .toString())
                .orElseThrow();
        engine.speak(new Utterance("Topsecret", "en-US", "man"));
        assertThat(Files.readAllLines(seen))
                .isNotEmpty()
                .noneMatch(line -> line.contains("Topsecret"))
                .allMatch(line -> !line.contains("=") || line.matches("(PATH|HOME|LANG|PWD|OLDPWD|SHLVL|_)=.*"));
    }

    @ParameterizedTest
    @CsvSource({
        "en-US, en-us",
        "en-GB, en-gb",
        "en-AU, en-us",
        "en, en-us",
        "de-DE, de",
        "fr-FR, fr-fr",
        "fr-CA, fr-fr",
        "es-ES, es",
        "es-MX, es-419",
        "pt-BR, pt-br",
        "pt-PT, pt",
        "zh-CN, cmn",
        "zh-HK, yue",
        "nb-NO, nb",
        "no, nb",
        "ja_JP, ja",
    })
    void aLanguageTagFindsItsVoice(String tag, String voice) throws Exception {
        assertThat(voices().of(tag)).contains(voice);
    }

    @Test
    void unknownLanguagesHaveNoVoice() throws Exception {
        assertThat(voices().of("xx-YY")).isEmpty();
        assertThat(voices().of("")).isEmpty();
    }

    private static EspeakVoices voices() throws Exception {
        Process list = new ProcessBuilder("espeak-ng", "--voices").start();
        return EspeakVoices.parse(list.inputReader().lines().toList());
    }

    private Path program(String script) throws Exception {
        Path file = Files.createTempFile(
                folder,
                "program",
                ".sh",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    }
}
