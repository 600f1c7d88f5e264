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
import org.offhook.core.ids.Sid;
import org.offhook.core.media.Audio;
import org.offhook.core.recognition.Heard;
import org.offhook.core.recognition.SpeechRecogniser;
import org.offhook.core.recognition.SpokenWords;
import org.offhook.core.recognition.SpokenWords.Wish;
import org.offhook.core.speech.Speakable;

/// What every [SpeechRecogniser] does. Whether it understands well is not asked here: only that what it says can
/// be used.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class SpeechRecogniserContract {

    protected static final Sid ACCOUNT = new Sid("AC" + "0".repeat(32));

    /// One that understands English at least.
    protected abstract SpeechRecogniser recogniser();

    /// Somebody who says some words that the recogniser is to understand.
    protected abstract Audio speech();

    /// What [#speech] says.
    protected abstract String words();

    @Test
    void wordsAreUnderstood() {
        Heard.Words heard = (Heard.Words) hear(speech(), Wish.plain("en-US"));
        assertThat(heard.text()).isEqualToIgnoringCase(words());
        if (heard.confidence() != null) {
            assertThat(heard.confidence()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void theSameUtteranceCanBeUnderstoodAgain() {
        for (int i = 0; i < 3; i++) {
            assertThat(hear(speech(), Wish.plain("en-US"))).isInstanceOf(Heard.Words.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 60_000})
    void soundOfAnyLengthIsTaken(int millis) {
        assertThat(hear(Audio.silence(Duration.ofMillis(millis)), Wish.plain("en-US")))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-US", "en-GB", "EN_us", "en-XX"})
    void englishIsUnderstoodWhateverTheRegion(String language) {
        assertThat(recogniser().understands("en")).isTrue();
        assertThat(hear(speech(), Wish.plain(language))).isInstanceOf(Heard.Words.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "fr-FR", "xx-XX", "", "-", "../../etc"})
    void whatIsNotUnderstoodIsAReason(String language) {
        Heard heard = hear(speech(), Wish.plain(language));
        if (!recogniser().understands(Speakable.primary(language))) {
            assertThat(heard).isInstanceOf(Heard.Failed.class);
        } else {
            assertThat(heard).isNotInstanceOf(Heard.Failed.class);
        }
    }

    static Stream<List<String>> hints() {
        return Stream.of(
                List.of(),
                List.of("bill", "invoice"),
                List.of("a\r\n--boundary--\r\n", "\"; filename=\"x", "\u0000", "\uD83D\uDE00"),
                java.util.Collections.nCopies(500, "x".repeat(100)));
    }

    @ParameterizedTest
    @MethodSource("hints")
    void noHintBreaksIt(List<String> hints) {
        Heard heard = hear(speech(), new Wish("en-US", hints, "no-such-model", false));
        assertThat(heard).isInstanceOf(Heard.Words.class);
    }

    @Test
    void manyMaySpeakAtOnce() throws Exception {
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Heard>> all = Stream.<Callable<Heard>>generate(() -> () -> hear(speech(), Wish.plain("en")))
                    .limit(20)
                    .toList();
            for (Future<Heard> heard : workers.invokeAll(all)) {
                assertThat(heard.get()).isInstanceOf(Heard.Words.class);
            }
        }
    }

    protected final Heard hear(Audio sound, Wish wish) {
        Heard heard = recogniser().hear(new SpokenWords(ACCOUNT, sound, wish));
        if (heard instanceof Heard.Failed(String reason)) {
            assertThat(reason).isNotBlank().doesNotContain("\n");
        }
        return heard;
    }
}
