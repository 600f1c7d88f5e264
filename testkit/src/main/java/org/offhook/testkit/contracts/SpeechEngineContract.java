package org.offhook.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.media.Audio;
import org.offhook.core.speech.Speakable;
import org.offhook.core.speech.SpeechEngine;
import org.offhook.core.speech.SpeechEngine.Spoken;
import org.offhook.core.speech.Utterance;

/// What every [SpeechEngine] does. The test that inherits may keep one engine for all cases, as production
/// does: what one text leaves behind must not harm the next.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class SpeechEngineContract {

    private static final int MOST_BYTES = 4_096;

    /// An engine that speaks English at least.
    protected abstract SpeechEngine engine();

    @Test
    void speechIsNotSilence() {
        Audio audio = sound(speak("Hello, this is a test of the speech engine."));
        assertThat(loudness(audio)).isGreaterThan(300);
        assertThat(audio.duration()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(15));
        assertThat(audio.caption()).isEqualTo("Hello, this is a test of the speech engine.");
    }

    @Test
    void aLongerTextTakesLonger() {
        int one = sound(speak("One sheep.")).length();
        int three = sound(speak("One sheep, two sheep, three sheep.")).length();
        int six = sound(speak("One sheep, two sheep, three sheep, four sheep, five sheep, six sheep."))
                .length();
        assertThat(one).isLessThan(three);
        assertThat(three).isLessThan(six);
    }

    @Test
    void theSameTextSoundsTheSameAgain() {
        int first = sound(speak("Please hold the line.")).length();
        int second = sound(speak("Please hold the line.")).length();
        assertThat(second).isBetween(first * 9 / 10, first * 11 / 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"man", "woman", "alice", "Polly.Joanna", "Google.en-US-Standard-B", "", "no such voice", "-w/x"})
    void everyVoiceOfADocumentIsSpokenSomehow(String voice) {
        assertThat(loudness(sound(engine().speak(new Utterance("Good morning.", "en-US", voice)))))
                .isGreaterThan(300);
    }

    @Test
    void aManAndAWomanSoundDifferent() {
        Audio man = sound(engine().speak(new Utterance("Good morning.", "en-US", "man")));
        Audio woman = sound(engine().speak(new Utterance("Good morning.", "en-US", "woman")));
        assertThat(samples(man)).isNotEqualTo(samples(woman));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-US", "en-GB", "en-AU", "EN_us", "en-XX"})
    void englishIsSpokenWhateverTheRegion(String language) {
        assertThat(engine().speaks("en")).isTrue();
        assertThat(sound(engine().speak(new Utterance("Good morning.", language, "man")))
                        .length())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "fr-FR", "es-MX", "ja-JP", "zh-CN", "xx-XX", "", "-", "../../etc"})
    void anEngineSpeaksTheLanguagesThatItClaims(String language) {
        Spoken spoken = engine().speak(new Utterance("12345", language, "man"));
        if (engine().speaks(Speakable.primary(language))) {
            assertThat(sound(spoken).length()).isPositive();
        } else {
            assertThat(spoken).isInstanceOf(Spoken.Failed.class);
        }
    }

    static Stream<String> hostileTexts() {
        return Stream.of(
                "<speak><break time=\"1000s\"/><audio src=\"http://169.254.169.254/\"/>hello</speak>",
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><speak>&e;</speak>",
                "hello \u0000\u0001\u0002 100p \u001b[2J\u0007 world\r\n.\r\n",
                "[[h@'loU]] [[ [[ ]]",
                "-w /tmp/x --version $(id) `id` ; rm -rf / | cat \\ % {}",
                "\uD83D\uDE00 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDFF4",
                "\uD83D",
                "\u202Eevil\u202C \u200F\uFEFF",
                "a\u0300\u0301\u0302\u0303\u0304".repeat(300),
                "\u4F60\u597D\uFF0C\u4E16\u754C \u041F\u0440\u0438\u0432\u0435\u0442 \u0645\u0631\u062D\u0628\u0627",
                "",
                " \n\t ",
                "!!! ... ??? ,,, ---",
                "9".repeat(MOST_BYTES),
                "a".repeat(MOST_BYTES),
                ".".repeat(MOST_BYTES),
                "$".repeat(MOST_BYTES),
                "word ".repeat(MOST_BYTES / 5),
                "<".repeat(MOST_BYTES),
                "1/2 3:45 12/31/2026 $1,000.50 e.g. Dr. XVII #*#* http://a.b/c?d=e 1e999 -0 0x1F");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void noTextBreaksTheEngine(String text) {
        Spoken spoken = speak(text);
        assertThat(spoken).isNotNull();
        if (spoken instanceof Spoken.Failed(String reason)) {
            assertThat(reason).isNotBlank().doesNotContain("\n");
        }
        assertThat(loudness(sound(speak("Still here.")))).isGreaterThan(300);
    }

    @Test
    void manyMaySpeakAtOnce() throws Exception {
        List<String> texts = List.of("One.", "Two and a bit.", "Three is a crowd, they say.", "Four.");
        List<Integer> alone =
                texts.stream().map(text -> sound(speak(text)).length()).toList();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> all = Stream.generate(() -> texts)
                    .limit(6)
                    .flatMap(List::stream)
                    .map(text -> (Callable<Integer>) () -> sound(speak(text)).length())
                    .toList();
            List<Future<Integer>> together = workers.invokeAll(all);
            for (int i = 0; i < together.size(); i++) {
                int expected = alone.get(i % texts.size());
                assertThat(together.get(i).get()).isBetween(expected * 9 / 10, expected * 11 / 10);
            }
        }
    }

    /// Speaks as the platform does, which hands engines cleaned text.
    protected final Spoken speak(String text) {
        return engine().speak(new Utterance(Speakable.of(text), "en-US", "man"));
    }

    protected static Audio sound(Spoken spoken) {
        assertThat(spoken).isInstanceOf(Spoken.Sound.class);
        return ((Spoken.Sound) spoken).audio();
    }

    /// Root mean square of the samples; normal speech has 1,000 to 5,000.
    protected static double loudness(Audio audio) {
        double sum = 0;
        for (int i = 0; i < audio.length(); i++) {
            sum += (double) audio.sample(i) * audio.sample(i);
        }
        return Math.sqrt(sum / Math.max(1, audio.length()));
    }

    protected static short[] samples(Audio audio) {
        short[] samples = new short[audio.length()];
        audio.read(0, samples, 0, samples.length);
        return samples;
    }
}
